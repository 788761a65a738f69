"""What a web process does before it answers."""

import gc
import sys


def test_det_som_ar_inlast_stalls_at_sidan_for_skraphanteringen():
    from styrsnurra.gemensamt.uppstart import varm_upp

    try:
        varm_upp()
        assert gc.get_freeze_count() > len(sys.modules)
        assert "planering.views.plan" in sys.modules
    finally:
        gc.unfreeze()
