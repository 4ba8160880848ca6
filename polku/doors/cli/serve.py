"""polku serve: intake, pages and loops, until it is told to stop."""

import os
import socket
from contextlib import nullcontext

import click

from polku.doors.cli.open_house import let_go_of_claims, loops_alone, only_one, open_house


@click.command(name="serve")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on (default: POLKU_PORT, 8600).")
@click.option("--host", help="Address to listen on (default: POLKU_HOST, 127.0.0.1).")
@click.option("--no-work", is_flag=True, help="Only intake and pages; the loops run in `polku work`.")
@click.option("--demo", is_flag=True, help="On an empty data folder, begin with a demo shop.")
@click.option("--no-lab", is_flag=True, help="With --demo: no virtual LINE beside it.")
def command(port: int | None, host: str | None, no_work: bool, demo: bool, no_lab: bool) -> None:
    """Run polku on this machine."""
    if port is not None:
        os.environ["POLKU_PORT"] = str(port)  # where no address is set, links lead to this port
    from django.conf import settings

    port, host = port or settings.PORT, host or settings.HOST
    _must_be_free(host, port)
    with only_one(settings.DATA_DIR, "serve"), nullcontext() if no_work else loops_alone():
        open_house(make=True)
        if not no_work:
            let_go_of_claims()
        from polku import serving

        click.echo(f"address    http://{host}:{port}")
        if demo:
            begin_demo(with_lab=not no_lab)
        serving.serve(host=host, port=port, with_work=not no_work)


def begin_demo(*, with_lab: bool) -> None:
    """The demo's owner at once, its data while the server runs already: each start goes on where the last one was."""
    from polku.doors.cli import _demo_lab, _demo_line
    from polku.doors.cli.demo import NotADemo, fill_beside, prepare

    try:
        login = prepare()
    except NotADemo:
        return
    click.echo(f"sign in    {login.email}")
    click.echo(f"password   {login.password}")
    lab = ""
    if with_lab:
        lab, _process = _demo_lab.start(is_known=_demo_line.is_known())
        click.echo(f"phones     {lab}/phones")
    fill_beside(lab=lab)


def _must_be_free(host: str, port: int) -> None:
    """The sentence before the engine is opened: a taken port is found out in a moment."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise click.ClickException(
                f"cannot listen on {host}:{port} ({problem.strerror}); choose another with --port or POLKU_PORT"
            ) from problem
