"""How fast the Session votes, as ratios to what the database does at most on the same machine in the same minutes.

583 members, all present and signed in, vote over HTTP through the very processes that ``./run`` starts, on a cluster
that waits for its disk. The baseline is pgbench on the portal's own tables, indexes and durability with the triggers
off: 32 clients, prepared, ``BEGIN; SELECT`` the poll ``FOR SHARE; INSERT`` the ballot``; COMMIT``. Every pair of
measurements stands side by side in time and counts by the median of its rounds. Streams of screens are held open;
what a browser then fetches belongs to the pages.
"""

import asyncio
import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from assembly.decisions.models import Decision
from assembly.people.devices import COOKIE as DEVICE
from assembly.people.models import User
from assembly.voting.models import Ballot, PollVoter
from deploy.local import ports, postgres
from deploy.local.place import data_folder
from deploy.local.supervisor import LIVE_STREAMS, Supervisor, raise_open_files
from tests.bench.clients import Screens, get, post, side_by_side
from tests.bench.sitting import CSRF, MEMBERS, PASSWORD, Sitting

CLIENTS = 32
VOTES_OF_CLIENT = MEMBERS // CLIENTS
VOTERS = CLIENTS * VOTES_OF_CLIENT
PAIRS = 5
SCREENS, SCREENS_OF_BURST = 1_000, 500
HISTORY_POLLS, HISTORY_BALLOTS = 100, 60_000
SIGN_INS = MEMBERS // PAIRS
PAGES_OF_CLIENT = 20
FIRST_PORT = 18_700
STATIC_FILE = "/static/portal/tokens.css"
CAST_ONE = "INSERT INTO voting_ballot (poll_id, voter_id, choice, cast_at) VALUES ({poll}, {first} + :place, 'for', now());"


def run():
    """Yield the metrics; everything started here has stopped when it returns."""
    raise_open_files()
    sitting = Sitting()
    tally = Tally()
    with served() as (port, live_port, web):
        votes_over_http(port, sitting, tally)  # the first round loads what is loaded once
        yield from casting(port, sitting, tally)
        yield from with_screens(port, live_port, sitting, tally)
        yield from signing_in(port, web, sitting)
        yield from pages(port, sitting)
        yield from history(port, sitting, tally)
    yield "lost", tally.lost
    yield "doubled", tally.doubled
    yield "after_close", tally.after_close


class Tally:
    """What must be nought: votes lost, doubled, taken after closing."""

    def __init__(self):
        self.lost = self.doubled = self.after_close = 0

    def count(self, poll, acknowledged, counted):
        """Compare what was acknowledged with what is there."""
        ballots = Ballot.objects.filter(poll=poll)
        voters = ballots.values("voter").distinct().count()
        self.lost += max(0, acknowledged - counted)
        self.doubled += ballots.count() - voters
        print(f"    {acknowledged} acknowledged, {counted} counted", file=sys.stderr)


@contextmanager
def served():
    """Serve the portal as ``./run`` does, without its worker; yield both ports and the web's process."""
    port = ports.choose(FIRST_PORT)
    live_port = ports.choose(port + 1)
    address = {
        "PORTAL_ADDRESS": f"http://{ports.LOOPBACK}:{port}",
        "DEMO": "1",
        "DEBUG": "0",
        "HALL_NETWORKS": f"{ports.LOOPBACK}/32",  # as in the hall, all members come from one address
    }
    supervisor = Supervisor(data_folder() / "bench", address)
    connection.close()
    try:
        web, live = supervisor.start_web(port), supervisor.start_live(live_port)
        web.wait_until(lambda: ports.is_listened_by(port, web.process.pid), 60)
        live.wait_until(lambda: ports.is_listened_by(live_port, live.process.pid), 60)
        yield port, live_port, web
    finally:
        supervisor.stop()


def casting(port, sitting, tally):
    """Yield what casting over HTTP and by the database with everything on it costs beside the baseline."""
    casts, bursts, withs = [], [], []
    for _ in range(PAIRS):
        baseline = votes_by_pgbench(sitting, is_bare=True)
        cast = votes_over_http(port, sitting, tally)
        whole = votes_by_pgbench(sitting, is_bare=False)
        burst = burst_seconds(port, sitting, tally)
        said = f"votes a second: {baseline:.0f} baseline, {whole:.0f} with triggers, {cast:.0f} over HTTP"
        print(f"{said}; {MEMBERS} at once: {burst:.2f} s", file=sys.stderr)
        casts.append(cast / baseline)
        withs.append(whole / baseline)
        bursts.append(burst / (MEMBERS / baseline))
    yield "cast_ratio", statistics.median(casts)
    yield "burst_ratio", statistics.median(bursts)
    yield "database_ratio", statistics.median(withs)


def with_screens(port, live_port, sitting, tally):
    """Yield how soon a thousand screens know, and what five hundred of them cost those who vote."""
    path = f"/live{reverse('voting:live', args=[sitting.meeting.pk])}?of=phone"
    assert SCREENS <= LIVE_STREAMS
    yield "screens_1000_ms", 1000 * statistics.median(asyncio.run(told(live_port, path, sitting)))

    ratios = []
    for _ in range(PAIRS):
        alone = burst_seconds(port, sitting, tally)
        with watched(live_port, path, sitting):
            beside = burst_seconds(port, sitting, tally)
        ratios.append(beside / alone)
    yield "burst_with_screens", statistics.median(ratios)


async def told(live_port, path, sitting):
    """Return, for each opening and closing of a poll, the seconds until the last screen knew."""
    seconds = []
    async with Screens(live_port, path, sitting.cookies, SCREENS) as screens:
        for _ in range(PAIRS):
            poll = None
            for is_opening in (True, False):
                await asyncio.sleep(0.6)
                act, words = (sitting.open_poll, ()) if is_opening else (sitting.close, (poll,))
                before = time.perf_counter()
                done = await asyncio.to_thread(act, *words)
                committed = time.perf_counter()
                poll = done if is_opening else poll
                seconds.append(await screens.until(before) - committed)
    return seconds


@contextmanager
def watched(live_port, path, sitting):
    """Hold screens open in a process of their own, as they are on other machines."""
    words = [sys.executable, "-m", "tests.bench.watch", str(live_port), path, str(SCREENS_OF_BURST)]
    watcher = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        watcher.stdin.write("\n".join(sitting.cookies[:SCREENS_OF_BURST]) + "\n")
        watcher.stdin.flush()
        assert watcher.stdout.readline().strip() == "open"
        yield
    finally:
        watcher.stdin.close()
        watcher.terminate()
        watcher.wait(10)


def signing_in(port, web, sitting):
    """Yield the processor time of signing in over that of the hash alone, same parameters.

    Members sign in with the browsers they have signed in with before: the letter about a new device is not of the day
    of the Session.
    """
    emails = [member.user.email for member in sitting.members]
    known = User.objects.get(pk=sitting.members[0].user_id).password
    browsers = dict(zip(emails, sign_in_all(port, emails, dict.fromkeys(emails, "")), strict=True))
    ratios = []
    for turn in range(PAIRS):
        some = emails[turn * SIGN_INS : (turn + 1) * SIGN_INS]
        before = processor_seconds(web.process.pid)
        sign_in_all(port, some, browsers)
        spent = processor_seconds(web.process.pid) - before
        began = time.process_time()
        assert all(check_password(PASSWORD, known) for _ in range(SIGN_INS))
        ratios.append(spent / (time.process_time() - began))
    yield "signin_ratio", statistics.median(ratios)


def sign_in_all(port, emails, browsers):
    """Sign members in one after the other; return the cookie by which each one's browser is known."""
    client = http.client.HTTPConnection(ports.LOOPBACK, port, timeout=30)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Host": "localhost"}
    found = []
    for email in emails:
        fields = {"csrfmiddlewaretoken": CSRF, "login": email, "password": PASSWORD}
        cookie = f"{settings.CSRF_COOKIE_NAME}={CSRF}; {DEVICE}={browsers[email]}"
        client.request("POST", reverse("account_login"), urlencode(fields), {**headers, "Cookie": cookie})
        answer = client.getresponse()
        answer.read()
        assert answer.status == http.HTTPStatus.FOUND, answer.status
        cookies = SimpleCookie()
        for line in answer.headers.get_all("Set-Cookie", []):
            cookies.load(line)
        found.append(cookies[DEVICE].value if DEVICE in cookies else browsers[email])
    client.close()
    return found


def processor_seconds(pid):
    """Return the processor time of a process and its children so far."""
    tick = os.sysconf("SC_CLK_TCK")
    total = 0
    for one in ports.family_of(pid):
        words = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        total += int(words[11]) + int(words[12])
    return total / tick


def pages(port, sitting):
    """Yield what a decision's public page costs beside a static file of the same server."""
    poll = sitting.open_poll(
        kind="substantive", item_id=sitting.begin_draft(timezone.now()).pk, effect="decisions.adopt"
    )
    sitting.vote_all_at_once(poll)
    sitting.close(poll)
    page = f"/kk/decisions/{Decision.objects.latest('pk').pk}/"
    ratios = []
    for _ in range(PAIRS):
        rates = []
        for path in (page, STATIC_FILE):
            lines = [[get(path)] * PAGES_OF_CLIENT for _ in range(CLIENTS)]
            seconds, statuses = side_by_side(port, lines)
            assert set(statuses) == {http.HTTPStatus.OK}, sorted(set(statuses))
            rates.append(len(statuses) / seconds)
        ratios.append(rates[0] / rates[1])
    yield "decision_page_to_static_file", statistics.median(ratios)


def history(port, sitting, tally):
    """Yield the cost of a cast after a hundred polls with 60,000 ballots over the cost before them."""
    before = statistics.median(votes_over_http(port, sitting, tally) for _ in range(PAIRS))
    lines_of_poll = HISTORY_BALLOTS // HISTORY_POLLS
    assert lines_of_poll >= MEMBERS
    for _ in range(HISTORY_BALLOTS // MEMBERS):
        poll = sitting.open_poll()
        sitting.vote_all_at_once(poll)
        sitting.close(poll)
    sitting.settle()
    after = statistics.median(votes_over_http(port, sitting, tally) for _ in range(PAIRS))
    yield "history_ratio", before / after


def votes_over_http(port, sitting, tally):
    """Let 32 clients cast the members' votes one after the other; return the votes a second."""
    poll = sitting.open_poll()
    path = reverse("voting:cast", args=[poll.meeting_id, poll.pk])
    ballots = [
        post(path, cookie, {"csrfmiddlewaretoken": CSRF, "choice": "for"}) for cookie in sitting.cookies
    ]
    lines = [ballots[place:VOTERS:CLIENTS] for place in range(CLIENTS)]
    seconds, statuses = side_by_side(port, lines)
    side_by_side(port, [[ballot] for ballot in ballots[:CLIENTS]])  # sent twice, counted once
    counted = sitting.close(poll)
    tally.count(poll, statuses.count(http.HTTPStatus.FOUND), counted)
    side_by_side(port, [[ballot] for ballot in ballots[VOTERS:]])
    tally.after_close += Ballot.objects.filter(poll=poll).count() - counted
    return VOTERS / seconds


def burst_seconds(port, sitting, tally):
    """Let all members cast once, released together; return the seconds until the last one has his answer."""
    poll = sitting.open_poll()
    path = reverse("voting:cast", args=[poll.meeting_id, poll.pk])
    fields = {"csrfmiddlewaretoken": CSRF, "choice": "for"}
    seconds, statuses = side_by_side(port, [[post(path, cookie, fields)] for cookie in sitting.cookies])
    tally.count(poll, statuses.count(http.HTTPStatus.FOUND), sitting.close(poll))
    return seconds


def votes_by_pgbench(sitting, *, is_bare):
    """Cast the members' votes by pgbench, ``is_bare`` without any trigger; return the transactions a second."""
    poll = sitting.open_poll()
    voters = list(PollVoter.objects.filter(poll=poll).order_by("pk").values_list("pk", flat=True)[:VOTERS])
    assert voters == list(range(voters[0], voters[0] + VOTERS)), "pgbench counts them up"
    login = urlsplit(os.environ["DATABASE_URL"])
    user, options = (
        (postgres.SUPERUSER, "-c session_replication_role=replica") if is_bare else (postgres.APP_ROLE, "")
    )
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "cast.sql"
        script.write_text(
            f"\\set place :client_id * {VOTES_OF_CLIENT} + :turn\n\\set turn :turn + 1\nBEGIN;\n"
            f"SELECT id FROM voting_poll WHERE id = {poll.pk} FOR SHARE;\n"
            f"{CAST_ONE.format(poll=poll.pk, first=voters[0])}\nCOMMIT;\n"
        )
        done = subprocess.run(
            [
                *(postgres.find_programs().folder / "pgbench", "--no-vacuum", "-M", "prepared", "--file", script),
                *("--client", f"{CLIENTS}", "--jobs", "2", "--transactions", f"{VOTES_OF_CLIENT}"),
                *("--define", "turn=0", login._replace(netloc=f"{user}@").geturl()),
            ],
            env={**os.environ, "PGOPTIONS": options},
            capture_output=True, text=True, timeout=60, check=True,
        )  # fmt: skip
    assert sitting.close(poll) == VOTERS
    return float(re.search(r"tps = ([\d.]+)", done.stdout)[1])
