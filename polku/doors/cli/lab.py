"""polku lab: a LINE platform to try everything on, with made-up friends."""

import os
import signal
import sys
import threading

import click


@click.command(name="lab")
@click.option("--port", type=click.IntRange(1, 65535), default=8700, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--friends", type=click.IntRange(0, 1_000_000), default=1_000, show_default=True, help="Of the account.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed makes the same world.")
@click.option("--speed", type=click.FloatRange(0, 100_000), default=1.0, show_default=True, help="Of its clock.")
@click.option("--until-told", is_flag=True, hidden=True, help="End when standard input does.")
def command(port: int, host: str, friends: int, seed: int, speed: float, until_told: bool) -> None:
    """Run a virtual LINE platform: an official account, friends, and a page for each phone."""
    from polku.lab import serving
    from polku.lab.line.world import World

    world = World(seed=seed, friends=friends, speed=speed)
    account = world.accounts[0]
    click.echo(f"address         http://{host}:{port}")
    click.echo(f"channel id      {account.channel_id}")
    click.echo(f"channel secret  {account.secret}")
    click.echo(f"friends         {friends}")
    click.echo(f"phones          http://{host}:{port}/phones")
    if until_told:
        threading.Thread(target=_end_with_our_input, daemon=True).start()
    serving.serve(world, host=host, port=port)


def _end_with_our_input() -> None:
    """Whoever started us holds the other end; when they are gone, however they ended, nobody does."""
    os.read(sys.stdin.fileno(), 1)
    os.kill(os.getpid(), signal.SIGTERM)
