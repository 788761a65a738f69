"""The launcher's door: `python3 driftsattning/lokal/starta.py demo|run|test|check|bench|manage [arguments]`.

Two stages. The first runs on whatever python3 the machine has: it looks at the version, makes the environment
and starts itself again inside it. The second stage does the work. This file keeps to syntax that old Pythons
can read, so that they get a clear line instead of a syntax error.
"""

import os
import signal
import sys

ROT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[0] = ROT  # not this folder, whose module names would shadow others
INNE = "STYRSNURRA_I_MILJON"
KRAV = {"test": "requirements-dev.txt", "check": "requirements-dev.txt", "bench": "requirements-bench.txt"}
MINSTA = (3, 11)


def main():
    """Returns the exit status of the chosen command."""
    for strom in (sys.stdout, sys.stderr):
        if hasattr(strom, "reconfigure"):
            strom.reconfigure(errors="replace", line_buffering=True)
    if sys.version_info < MINSTA:
        version = ".".join(str(del_) for del_ in sys.version_info[:3])
        sys.stderr.write(
            "Styrsnurran behöver Python 3.11 eller nyare; det här är Python " + version + ".\n"
            "Finns en nyare på maskinen, välj den: make demo PYTHON=python3.12\n"
        )
        return 1
    if len(sys.argv) < 2:
        sys.stderr.write("Använd make: demo, run, test, check, bench eller manage.\n")
        return 2
    kommando = sys.argv[1]
    if os.environ.pop(INNE, "") == ROT:
        from driftsattning.lokal import kommandon

        return kommandon.utfor(kommando, sys.argv[2:])
    from driftsattning.lokal import miljo

    # Also where a shell has started us in the background with Ctrl-C turned off.
    for nummer in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(nummer, signal.default_int_handler)
    try:
        python = miljo.sakerstall(ROT, KRAV.get(kommando, miljo.DRIFT))
    except miljo.Miljofel as fel:
        sys.stderr.write(str(fel) + "\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nAvbrutet. Miljön görs färdig nästa gång.\n")
        return 130
    sys.stdout.flush()
    omgivning = dict(miljo.ren_omgivning(os.environ), **{INNE: ROT})
    return os.execve(python, [python, os.path.abspath(__file__), *sys.argv[1:]], omgivning)


if __name__ == "__main__":
    sys.exit(main())
