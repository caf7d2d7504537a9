"""Invents the extracts of a council whose cases are hard to count, for `recount.py`.

    python3 Tests/Judges/recount_cases.py FOLDER [--seed 1] [--people 400]

Written apart from `Sources/Synthesis` and with nothing of it. Where that council is like a real one, this one is made of
boundaries: most days of a person are a few days, or about 91 days or a year, from another day of theirs, month ends are
frequent, and kinds of client, components, outcomes and homes contradict one another. No record breaks a rule that refuses
it. The words are those of the client level data specification, release 2; the headings are the project's own field names.
"""

import argparse
import csv
import random
from datetime import date, timedelta
from pathlib import Path

FIRST, LAST = date(2022, 1, 1), date(2026, 3, 31)
TEAMS = ["North", "South", "Learning Disability", "Hospital"]
SEXES = ["Female", "Male", "Other", "Unknown", ""]
ETHNICITIES = [
    "White: English, Welsh, Scottish, Northern Irish or British", "White: Irish", "White: Roma",
    "Asian or Asian British: Indian", "Asian or Asian British: Bangladeshi", "Other ethnic group: Arab",
    "No data: Refused", "No data: Undeclared or not known", ""]
REASONS = [
    "Physical support: Personal care support", "Physical support: Access and mobility only",
    "Learning disability support", "Mental health support", "Support with memory and cognition",
    "Social support: Support to unpaid carer", "Unknown", ""]
LONG = [
    "Long term support: Nursing care", "Long term support: Residential care", "Long term support: Community",
    "Long term support: Prison"]
REABLEMENT = "Short term support: ST-Max"
SHORT = [REABLEMENT, "Short term support: Ongoing low level", "Short term support: Other short term"]
CARERS = ["Unpaid carer support: Direct to unpaid carer",
          "Unpaid carer support: Support involving the person cared-for"]
CLIENTS = ["Service user", "Unpaid carer", "Unpaid carer known by association", ""]
COMPONENTS = {
    LONG[0]: ["Nursing care", "Nursing care", "Short term nursing care", "Other", ""],
    LONG[1]: ["Residential care", "Residential care", "Short term residential care", "Day support", ""],
    LONG[2]: ["Home support or domiciliary care", "Community supported living", "Extra care housing", "Shared Lives",
              "Direct payment", "Day support", ""],
    LONG[3]: ["Other", "Direct payment", ""],
    SHORT[0]: ["Reablement", "Equipment", ""],
    SHORT[1]: ["Equipment", "Equipment", "Home support or domiciliary care", "Other", ""],
    SHORT[2]: ["Short term residential care", "Short term nursing care", "Other", "Shared Lives", ""],
    CARERS[0]: ["Carer respite", "Direct payment", ""], CARERS[1]: ["Carer respite", "Extra care housing"],
    "": ["Equipment", "Other", ""]}
MECHANISMS = ["Direct payment", "CASSR managed personal budget", "CASSR commissioned support", ""]
HOMES = [
    "Owner occupier or shared ownership scheme", "Tenant: Private landlord", "Shared Lives scheme",
    "Mobile accommodation for Gypsy, Roma and Traveller communities", "Registered care home",
    "Registered nursing home", "Refuge", "Unknown", "Unknown", "", ""]
OUTCOMES = [
    "Progress to reablement/ST-Max", "Progress to assessment, review or reassessment",
    "Release 1 specification only: Not mapped", "Progress to support planning or services",
    "Continuation of support or services", "Admitted to hospital",
    "NFA: Responsibility moved to another local authority", "NFA: Referral to NHS services or NHS funded social care",
    "NFA: Self-funded client or under 12wk disregard", "NFA: Information and advice or signposting",
    "NFA: Referral to other service within the local authority", "NFA: Support declined", "NFA: Deceased",
    "NFA: Support ended as planned", "NFA: Support ended for other reason",
    "NFA: No services offered for other reason", "NFA: Other", ""]
KINDS = ["Care Act needs assessment"] * 4 + [
    "Occupational therapy assessment", "Sensory assessment", "Short term assessment", "Carer's assessment",
    "Financial assessment", ""]
# From one day of a person to another: on, next to and about the windows that the definitions have.
STEPS = [0, 0, 1, 1, 2, 3, 4, 6, 7, 8, 10, 14, 28, 30, 31, 59, 89, 90, 91, 92, 182, 363, 364, 365, 366, 367, 400]
ENDS = [date(2024, 2, 28), date(2024, 2, 29), date(2025, 2, 28), date(2024, 4, 30), date(2024, 11, 30),
        date(2025, 1, 31), date(2025, 3, 31), date(2025, 4, 1), date(2025, 5, 30), date(2025, 5, 31), date(2023, 4, 1)]


# The month ends that people stand at the edges of, with every length of month and a 29 February.
MONTH_ENDS = [date(2024, 2, 29), date(2024, 11, 30), date(2025, 2, 28), date(2026, 3, 31)]


def back(day, months):
    """So many months before a day; where there is no such day, the last of its month."""
    month = day.year * 12 + day.month - 1 - months
    last = (date(month // 12 + (month % 12 == 11), (month + 1) % 12 + 1, 1) - timedelta(1)).day
    return date(month // 12, month % 12 + 1, min(day.day, last))


def born(day, age):
    """A birthday on which somebody is so old on a day, and on none before."""
    return (day.replace(day=28) if day.month == 2 and day.day == 29 else day).replace(year=day.year - age)


class Council:
    def __init__(self, seed, people):
        self.chance = random.Random(seed)
        self.services, self.assessments, self.reviews, self.concerns, self.enquiries = [], [], [], [], []
        for number in range(people):
            self.live(number)
        self.edges = 0
        for end in MONTH_ENDS:
            self.stand_at_edges(end)
        self.fill()

    def happens(self, share):
        return self.chance.random() < share

    def day(self):
        if self.happens(0.15):
            return self.chance.choice(ENDS)
        return FIRST + timedelta(self.chance.randrange((LAST - FIRST).days + 1))

    def near(self, days):
        """A day some steps from one that the person has, within what the extract covers."""
        day = self.chance.choice(days) + timedelta(self.chance.choice(STEPS) * self.chance.choice([-1, 1, 1]))
        return min(max(day, FIRST), LAST)

    def after(self, day, most=LAST):
        return min(day + timedelta(self.chance.choice(STEPS)), most)

    def birth(self, days):
        """Of every age; often with a birthday that makes somebody 18, 25 or 65 about one of the person's days."""
        if self.happens(0.4):
            day = self.chance.choice(days) + timedelta(self.chance.choice([-40, -9, -1, 0, 1, 2, 9, 40]))
            day -= timedelta(day.day - 28 if day.day > 28 else 0)
            return day.replace(year=day.year - self.chance.choice([18, 25, 65, 65]))
        if self.happens(0.05):
            return date(self.chance.choice([1944, 1960, 2000, 2008]), 2, 29)
        return date(self.chance.randrange(1925, 2009), self.chance.randrange(1, 13), self.chance.randrange(1, 29))

    def live(self, number):
        choice = self.chance.choice
        days = [self.day()]
        for _ in range(self.chance.randrange(1, 9)):
            days.append(self.near(days))
        person = {
            "person_id": f"P{number:06}", "date_of_birth": "" if self.happens(0.04) else self.birth(days).isoformat(),
            "sex": choice(SEXES), "ethnicity": choice(ETHNICITIES), "primary_support_reason": choice(REASONS)}
        died = choice(days) if self.happens(0.08) else None
        # Of some people nobody knows where they live.
        self.homes = HOMES[-4:] if self.happens(0.3) else HOMES
        story = self.chance.random()
        if story < 0.25:
            self.reablement(person, days, died)
        elif story < 0.45:
            self.care_home(person, days, died)
        elif story < 0.7:
            self.wait(person, days)
        else:
            for _ in range(choice([1, 1, 1, 2, 2, 3, 4, 5, 7])):
                self.service(person, days, died, story)
            for _ in range(choice([0, 0, 1, 1, 2, 3])):
                self.assessment(person, days)
        for _ in range(choice([0, 0, 1, 2])):
            self.review(person, days)
        for _ in range(choice([0, 0, 0, 1, 2, 3])):
            self.concern(person, days)

    def give(self, person, start, end, kind, died=None, **words):
        """A service from one day to another; what is not said of it is anything that goes with its type."""
        start, choice = min(max(start, FIRST), LAST), self.chance.choice
        end = end if end is None or end >= start else start
        self.services.append(dict(
            self.said(person), service_id=f"S{len(self.services):06}", service_type=kind,
            client_type=choice(CLIENTS) if self.happens(0.08) else CLIENTS[0], service_component=choice(COMPONENTS[kind]),
            delivery_mechanism=choice(MECHANISMS), accommodation_status=choice(self.homes),
            started_on=start.isoformat(), ended_on=end.isoformat() if end else "", outcome=choice(OUTCOMES) if end else "",
            date_of_death=died.isoformat() if died and self.happens(0.7) else "") | words)

    def ask(self, person, asked, started, completed, closed=None, **words):
        """A request, answered or closed or neither."""
        self.assessments.append(dict(
            self.said(person), assessment_id=f"A{len(self.assessments):06}", assessment_type=self.chance.choice(KINDS[:7]),
            requested_on=asked.isoformat(), started_on=started.isoformat() if started else "",
            completed_on=completed.isoformat() if completed else "", closed_on=closed.isoformat() if closed else "",
            outcome=self.chance.choice(OUTCOMES) if completed else "") | words)

    def reablement(self, person, days, died):
        """An episode in the last years, with all that its definition looks at about its first and last days."""
        def some(*numbers):
            return timedelta(self.chance.choice(numbers))
        first = LAST - timedelta(self.chance.randrange(60, 800))
        last = first + some(5, 10, 20, 40)
        going_on = self.happens(0.5)
        said = self.chance.choice(OUTCOMES[:5] + [""] if going_on else OUTCOMES)
        if self.happens(0.12):
            died = last + some(-2, 0, 6, 7, 8, 9)
        self.give(person, first, last, REABLEMENT, died, outcome=said, client_type=CLIENTS[0])
        if self.happens(0.3):
            self.give(person, first + some(0, 1, 3), last, REABLEMENT, died)
        if self.happens(0.3):
            start = last + some(-1, 1, 3, 4, 7, 8)
            self.give(person, start, start + some(0, 3, 20), REABLEMENT, died)
        if self.happens(0.3):
            self.give(person, first - some(100, 400), first - some(0, 1, 89, 90, 91, 92), self.chance.choice(LONG), died)
        for _ in range(self.chance.choice([0, 0, 1, 1, 2])):
            start = self.chance.choice([first, last]) + some(-3, -1, 0, 0, 1, 2, 3, 4, 6, 7, 8)
            self.give(
                person, start, self.chance.choice([None, last, last + some(0, 1), start, start + some(0, 2, 60)]),
                self.chance.choice(LONG + SHORT[1:] * 2 + CARERS[:1] * 2 + [""]), died)
        if self.happens(0.6):
            start = first + some(-1, 0, 0, 0, 1, 3)
            self.give(
                person, start, self.chance.choice([start, first, first + some(0, 1), last, last + some(1)]), SHORT[1], died,
                service_component="Equipment")
        days += [first, last]

    def care_home(self, person, days, died):
        """Admissions with a stay before them that is about a year ago, or short, or somebody's own affair."""
        admitted = LAST - timedelta(self.chance.randrange(0, 800))
        for _ in range(self.chance.choice([0, 1, 1, 2])):
            ended = admitted - timedelta(self.chance.choice([-1, 0, 1, 30, 363, 364, 365, 366]))
            self.give(person, ended - timedelta(self.chance.choice([10, 100, 400])), ended, self.chance.choice(LONG[:2]), died)
        ended = None if self.happens(0.4) else admitted + timedelta(self.chance.choice([0, 5, 60, 200]))
        said = {"outcome": OUTCOMES[8]} if ended and self.happens(0.3) else {}
        self.give(person, admitted, ended, self.chance.choice(LONG[:2]), died, **said)
        if self.happens(0.3):
            self.give(person, admitted, None, self.chance.choice(LONG[:3]), died)
        days.append(admitted)

    def wait(self, person, days):
        """Requests, assessments and services within weeks of each other, and now and then earlier support."""
        day = self.chance.choice(ENDS) if self.happens(0.3) else LAST - timedelta(self.chance.randrange(0, 900))
        if self.happens(0.4):
            back = self.chance.choice([27, 28, 29, 30, 31, 59, 60, 61, 89, 90, 91, 92, 93, 364, 365, 366, 367])
            ended = day - timedelta(back)
            self.give(person, ended - timedelta(30), ended, self.chance.choice(LONG + SHORT))
        for _ in range(self.chance.choice([1, 1, 2, 2, 3, 4])):
            asked = min(day + timedelta(self.chance.choice([0, 0, 1, 5, 20, 40])), LAST)
            started = min(asked + timedelta(self.chance.choice([0, 0, 1, 5, 20, 40])), LAST)
            fate = self.chance.random()
            self.ask(
                person, asked, started if self.happens(0.9) else None,
                min(started + timedelta(self.chance.choice([0, 1, 5, 60])), LAST) if fate < 0.85 else None,
                started if fate > 0.95 else None)
            if self.happens(0.6):
                start = self.chance.choice([asked, started]) + timedelta(self.chance.choice([-1, 0, 0, 1, 10, 30]))
                self.give(person, start, None if self.happens(0.5) else start + timedelta(20), self.chance.choice(LONG[2:3] + SHORT))
            day = self.chance.choice([asked, started])
            days += [asked, started]

    def said(self, person):
        """What a record says of the person, which now and then is not what another says."""
        says = dict(person, team=self.chance.choice(TEAMS + [""] if self.happens(0.3) else TEAMS))
        for field, words in (("primary_support_reason", REASONS), ("sex", SEXES)):
            if self.happens(0.25):
                says[field] = self.chance.choice(words)
        return says

    def service(self, person, days, died, story):
        choice = self.chance.choice
        start = self.near(days)
        client = choice(CLIENTS) if self.happens(0.15) else CLIENTS[0]
        kind = choice(LONG + SHORT + CARERS + [""]) if self.happens(0.5) else (
            SHORT[0] if story < 0.45 else LONG[0] if story < 0.55 else LONG[1] if story < 0.7 else LONG[2])
        end = None if self.happens(0.25) else start if self.happens(0.1) else self.after(start, date(2026, 12, 31))
        if end and self.happens(0.2):
            end = max(start, choice(days))
        days.append(start)
        if end and end <= LAST:
            days.append(end)
        self.services.append(dict(
            self.said(person), service_id=f"S{len(self.services):06}", client_type=client, service_type=kind,
            service_component=choice(COMPONENTS[kind]), delivery_mechanism=choice(MECHANISMS),
            accommodation_status=choice(self.homes), started_on=start.isoformat(), ended_on=end.isoformat() if end else "",
            outcome=choice(OUTCOMES) if end or self.happens(0.3) else "",
            date_of_death=died.isoformat() if died and self.happens(0.7) else ""))

    def assessment(self, person, days):
        choice = self.chance.choice
        asked = self.near(days)
        record = dict(
            self.said(person), assessment_id=f"A{len(self.assessments):06}", assessment_type=choice(KINDS),
            requested_on=asked.isoformat(), started_on="", completed_on="", closed_on="", outcome="")
        fate = self.chance.random()
        started = self.after(asked) if self.happens(0.85) else None
        if fate < 0.72:
            completed = self.after(started or asked)
            record |= {"completed_on": completed.isoformat(), "outcome": choice(OUTCOMES)}
            days.append(completed)
        elif fate < 0.85:
            record["closed_on"] = self.after(started or asked).isoformat()
        if started:
            record["started_on"] = started.isoformat()
            days.append(started)
        days.append(asked)
        self.assessments.append(record)

    def review(self, person, days):
        completed = self.near(days)
        began = FIRST - timedelta(400)
        is_done = self.happens(0.8)
        self.reviews.append(dict(
            self.said(person), review_id=f"R{len(self.reviews):06}",
            long_term_support_started_on=began.isoformat(), due_on=self.after(completed).isoformat(),
            started_on=max(began, completed - timedelta(self.chance.choice([0, 0, 1, 5]))).isoformat()
            if is_done and self.happens(0.8) else "",
            completed_on=completed.isoformat() if is_done else ""))

    def concern(self, person, days):
        received = self.near(days)
        days.append(received)
        concern = dict(
            self.said(person), concern_id=f"C{len(self.concerns):06}", received_on=received.isoformat(), enquiry_id="")
        for _ in range(self.chance.choice([0, 0, 1, 1, 2])):
            enquiry = dict(
                self.said(person), enquiry_id=f"E{len(self.enquiries):06}", concern_id="",
                enquiry_type=self.chance.choice(["Section 42", "Section 42", "Other"]),
                started_on=self.after(received).isoformat())
            if self.happens(0.5):
                enquiry["concern_id"] = concern["concern_id"]
            if self.happens(0.5):
                concern["enquiry_id"] = enquiry["enquiry_id"]
            if self.happens(0.1):
                enquiry["person_id"] = f"P{self.chance.randrange(999):06}"
            self.enquiries.append(enquiry)
        if self.concerns and self.happens(0.15):
            # Taken up with another's enquiry, or with one of the same person's.
            concern["enquiry_id"] = self.concerns[-1]["enquiry_id"]
        self.concerns.append(concern)

    # People at the edges of each rule, the same whatever the seed: a day before it, on it and a day after it.

    def somebody(self, birthday=date(1950, 6, 15), **words):
        self.edges += 1
        return {
            "person_id": f"B{self.edges:06}", "date_of_birth": birthday.isoformat() if birthday else "", "sex": SEXES[0],
            # Of two people of whom the opposite is right, a fault must not make up for one with the other.
            "ethnicity": ETHNICITIES[self.edges % 7], "primary_support_reason": REASONS[0], "team": TEAMS[self.edges % 4]} | words

    def serve(self, person, start, end, kind, **words):
        """A service of one kind, of which everything is known."""
        if FIRST <= start <= LAST and (end is None or end >= start):
            self.services.append(dict(person) | dict(
                service_id=f"S{len(self.services):06}", service_type=kind, client_type=CLIENTS[0],
                service_component=COMPONENTS[kind][0], delivery_mechanism=MECHANISMS[2], accommodation_status=HOMES[0],
                started_on=start.isoformat(), ended_on=end.isoformat() if end else "",
                outcome=OUTCOMES[13] if end else "", date_of_death="") | words)

    def request(self, person, asked, started=None, completed=None, closed=None, **words):
        if FIRST <= asked <= LAST and all(day is None or day <= LAST for day in (started, completed, closed)):
            self.assessments.append(dict(person) | dict(
                assessment_id=f"A{len(self.assessments):06}", assessment_type=KINDS[0], requested_on=asked.isoformat(),
                started_on=started.isoformat() if started else "", completed_on=completed.isoformat() if completed else "",
                closed_on=closed.isoformat() if closed else "", outcome=OUTCOMES[9] if completed else "") | words)

    def reviewed(self, person, completed):
        if FIRST <= completed <= LAST:
            self.reviews.append(dict(person) | dict(
                review_id=f"R{len(self.reviews):06}", long_term_support_started_on=(FIRST - timedelta(400)).isoformat(),
                due_on=completed.isoformat(), started_on="", completed_on=completed.isoformat()))

    def raised(self, person, received, **words):
        if FIRST <= received <= LAST:
            self.concerns.append(dict(person) | dict(
                concern_id=f"C{len(self.concerns):06}", received_on=received.isoformat(), enquiry_id="") | words)
            return self.concerns[-1]["concern_id"]
        return ""

    def enquired(self, person, concern, started, kind="Section 42"):
        if concern and started <= LAST:
            self.enquiries.append(dict(person) | dict(
                enquiry_id=f"E{len(self.enquiries):06}", concern_id=concern, enquiry_type=kind,
                started_on=started.isoformat()))

    def fill(self):
        """A dozen records a month in every extract, so that none leaves out a month; most of them no rule counts."""
        month = FIRST
        while month <= LAST:
            for day in range(1, 25, 2):
                someone, on = self.somebody(), month + timedelta(day)
                self.serve(someone, on, on, CARERS[0], client_type=CLIENTS[1])
                self.request(someone, on, on, on, assessment_type=KINDS[8])
                self.reviewed(someone, on)
                self.enquired(someone, self.raised(someone, on), on, "Other")
            month = (month + timedelta(31)).replace(day=1)

    def stand_at_edges(self, end):
        def days(number):
            return timedelta(number)
        following = end + days(1)
        quarter = end
        while (quarter + days(1)).month not in (1, 4, 7, 10):
            quarter = quarter.replace(day=1) - days(1)
        april = date(end.year - (end < date(end.year, 3, 31)), 4, 1)
        year = back(following, 12)
        starts = {end.replace(day=1), back(quarter + days(1), 3), april, year, date(april.year - 1, 4, 1), end - days(6)}
        ends = {end, quarter, date(april.year, 3, 31), end - days((end.weekday() + 1) % 7)}
        for edge in sorted(starts | ends):
            for off in (-1, 0, 1):
                self.at(edge + days(off))
        for off in (-1, 0, 1):
            self.grown(end, off)
            self.told(end, off)
            self.long_supported(end, off)
            self.asked_before(end, off)
        self.after_reablement(end)
        self.admitted_again(end)
        self.at_homes(end)
        self.waited(end)
        self.concerned(end)

    def at(self, day):
        """What begins, ends and is done on one day."""
        long_ago = day - timedelta(500)
        for kind in LONG:
            self.serve(self.somebody(), day, None, kind)
            self.serve(self.somebody(), long_ago, day, kind)
        self.serve(self.somebody(date(1990, 6, 15)), day, None, LONG[1])
        self.serve(self.somebody(), day - timedelta(9), day, REABLEMENT)
        someone = self.somebody()
        self.serve(someone, long_ago, None, LONG[2])
        self.reviewed(someone, day)
        # With a new team since that day, without a break and after one.
        for stop in (None, day - timedelta(5)):
            someone = self.somebody() | {"team": TEAMS[0]}
            self.serve(someone, long_ago, stop, LONG[2])
            self.serve(someone | {"team": TEAMS[1]}, day, None, LONG[2])
            self.reviewed(someone, day)
        # In a home since that day, and in another since before it.
        someone = self.somebody()
        self.serve(someone, day, None, LONG[0])
        self.serve(someone, day - timedelta(1), day + timedelta(1), LONG[1])
        self.serve(self.somebody(date(1990, 6, 15), primary_support_reason=REASONS[2]), long_ago, day, LONG[2])
        self.serve(self.somebody(date(1990, 6, 15), primary_support_reason=REASONS[2]), day, None, LONG[2])
        self.enquired(someone, self.raised(someone, day), day)
        self.request(self.somebody(), day - timedelta(5), day, day)
        someone = self.somebody()
        self.request(someone, day - timedelta(5))
        self.serve(someone, day, None, LONG[2])

    def grown(self, end, off):
        """Birthdays that an age begins or ends with, about the day that each rule takes the age on."""
        for age in (18, 25, 65):
            for day in (end, end + timedelta(1), end - timedelta(20)):
                birthday = born(day + timedelta(off), age)
                self.serve(self.somebody(birthday), end - timedelta(500), None, LONG[2])
                self.serve(self.somebody(birthday, primary_support_reason=REASONS[2]), end - timedelta(500), None, LONG[2])
                self.serve(self.somebody(birthday), end - timedelta(20), None, LONG[0])
                self.serve(self.somebody(birthday), end - timedelta(40), end - timedelta(20), REABLEMENT)
                self.request(self.somebody(birthday), end - timedelta(20), end - timedelta(20), end - timedelta(20))
                self.request(self.somebody(birthday), end - timedelta(25), end - timedelta(20), end - timedelta(20))
                someone = self.somebody(birthday)
                self.request(someone, end - timedelta(20))
                self.serve(someone, end - timedelta(18), None, LONG[2])
                someone = self.somebody(birthday)
                self.request(someone, end - timedelta(25))
                self.serve(someone, end - timedelta(20), None, LONG[2])
        for kind in (LONG[0], LONG[2], REABLEMENT):
            self.serve(self.somebody(None), end - timedelta(20), end - timedelta(1) if kind == REABLEMENT else None, kind)
        # Who left as a minor, or a day before turning 65.
        for age in (18, 65):
            self.serve(self.somebody(born(end - timedelta(10) + timedelta(off), age)), end - timedelta(300),
                       end - timedelta(10), LONG[2])

    def told(self, end, off):
        """What is known on a day: deaths, ends with their outcomes, assessments, reviews and enquiries about it."""
        day, long_ago = end + timedelta(off), end - timedelta(500)
        for kind in (LONG[0], LONG[2]):
            self.serve(self.somebody(), long_ago, None, kind, date_of_death=day.isoformat())
            self.serve(self.somebody(), end - timedelta(20), day, kind, outcome=OUTCOMES[8])
        someone = self.somebody()
        self.serve(someone, long_ago, None, LONG[2], date_of_death=day.isoformat())
        self.serve(someone, long_ago, None, LONG[2], date_of_death=(end - timedelta(40)).isoformat())
        # In a home since this month, and after reablement of it; a death that a service of that very day tells.
        for kind, start, stop in ((LONG[0], 10, None), (REABLEMENT, 20, end - timedelta(3)), (REABLEMENT, 20, end - timedelta(7))):
            self.serve(self.somebody(), end - timedelta(start), stop, kind, date_of_death=day.isoformat())
            someone = self.somebody()
            self.serve(someone, end - timedelta(start), stop, kind)
            self.serve(someone, day, None, LONG[2], date_of_death=day.isoformat())
        # A service that begins on the day of the death, and one a day later.
        for late in (0, 1):
            someone = self.somebody()
            self.serve(someone, long_ago, end - timedelta(60), LONG[2], date_of_death=(end - timedelta(30)).isoformat())
            self.serve(someone, end - timedelta(30 - late), None, LONG[1])
        self.serve(self.somebody(), end - timedelta(30), day, REABLEMENT, outcome=OUTCOMES[10])
        self.request(self.somebody(), end - timedelta(30), end - timedelta(9), day)
        self.request(self.somebody(), end - timedelta(30), closed=day)
        someone = self.somebody()
        self.request(someone, end - timedelta(30), closed=day)
        self.serve(someone, end - timedelta(3), None, LONG[2])
        someone = self.somebody()
        self.request(someone, day)
        self.serve(someone, end, None, LONG[2])
        someone = self.somebody()
        concern = self.raised(someone, end - timedelta(5))
        self.enquired(someone, concern, day)
        # The support reason and the sex that the newest event says, which is of about that day.
        for said in ("assessment completed", "assessment closed", "request", "review"):
            someone = self.somebody(date(1990, 6, 15), primary_support_reason=REASONS[0])
            self.serve(someone, long_ago, end - timedelta(3), LONG[2])
            other = someone | {"primary_support_reason": REASONS[2], "sex": SEXES[1]}
            if said == "assessment completed":
                self.request(other, end - timedelta(30), end - timedelta(9), day)
            elif said == "assessment closed":
                self.request(other, end - timedelta(30), closed=day)
            elif said == "request":
                self.request(other, day)
            else:
                self.reviewed(other, day)

    def long_supported(self, end, off):
        """Support for a year and reviews in it, about the first of the twelve months, with support that broke off."""
        year = back(end + timedelta(1), 12)
        for first in (year, end - timedelta(365)):
            for done in (first - timedelta(1), first, first + timedelta(1), end):
                someone = self.somebody()
                self.serve(someone, first + timedelta(off), None, LONG[2])
                self.reviewed(someone, done)
        for rest in (0, 1, 2):
            someone = self.somebody()
            self.serve(someone, end - timedelta(700), end - timedelta(200), LONG[2])
            self.serve(someone, end - timedelta(600), end - timedelta(500), LONG[1])
            self.serve(someone, end - timedelta(200 - rest), None, LONG[2])
            self.reviewed(someone, end - timedelta(100 + off))
        # Reviewed before the year and in it; of two services that run, the later one.
        someone = self.somebody()
        self.serve(someone, end - timedelta(700), None, LONG[2])
        self.serve(someone | {"team": TEAMS[0]}, end - timedelta(600), None, LONG[1])
        self.reviewed(someone, end - timedelta(500))
        self.reviewed(someone, end - timedelta(30))
        # With an open end before a later service.
        someone = self.somebody()
        self.serve(someone, end - timedelta(700), None, LONG[2])
        self.serve(someone, end - timedelta(30), None, LONG[2])

    def asked_before(self, end, off):
        """Support that ended three and twelve months before a request, to the day."""
        for asked in (end, end - timedelta(1), end.replace(day=1), end - timedelta(15)):
            for months in (3, 12):
                for kind in (LONG[2], REABLEMENT, SHORT[1], SHORT[2]):
                    someone = self.somebody()
                    ended = back(asked, months) + timedelta(off)
                    self.serve(someone, ended - timedelta(20), ended, kind)
                    self.request(someone, asked, asked, asked)
        for kind in (LONG[2], REABLEMENT):
            someone = self.somebody()
            self.serve(someone, end - timedelta(10) + timedelta(off), None, kind)
            self.request(someone, end - timedelta(10), end - timedelta(5), end - timedelta(5))

    def after_reablement(self, end):
        """An episode of the month with everything about its first and last days that could decide its sequel."""
        first, last = end - timedelta(25), end - timedelta(12)

        def episode(said=OUTCOMES[9], birthday=date(1950, 6, 15), **words):
            someone = self.somebody(birthday)
            self.serve(someone, first, last, REABLEMENT, outcome=said, **words)
            return someone

        for gap in (-1, 0, 1, 2, 3, 4, 6, 7, 8):
            day = last + timedelta(gap)
            someone = episode()
            self.serve(someone, day, day + timedelta(3), REABLEMENT, outcome=OUTCOMES[5], team=TEAMS[0])
            # A shorter one within the first must not hide how long that lasts.
            someone = episode()
            self.serve(someone, first + timedelta(2), first + timedelta(4), REABLEMENT)
            self.serve(someone, day, day + timedelta(3), REABLEMENT, outcome=OUTCOMES[14])
            for kind in (LONG[2], SHORT[2], SHORT[1], CARERS[0], ""):
                for said in (OUTCOMES[4], OUTCOMES[9]):
                    self.serve(episode(said), day, None, kind)
            self.serve(episode(date_of_death=day.isoformat()), first, last, SHORT[1])
            # Support that ended within 91 days of the first episode and not of the second.
            someone = episode()
            self.serve(someone, day, day + timedelta(3), REABLEMENT, outcome=OUTCOMES[9])
            self.serve(someone, first - timedelta(200), first - timedelta(85), LONG[2])
            # Equipment, and what says nothing of support after.
            for said in (OUTCOMES[0], OUTCOMES[9]):
                someone = episode(said)
                self.serve(someone, first, last, SHORT[1])
                self.serve(someone, day, None, CARERS[0])
            self.serve(episode(OUTCOMES[5]), day, None, LONG[2])
        for before in (89, 90, 91, 92):
            someone = episode()
            self.serve(someone, first - timedelta(200), first - timedelta(before), LONG[2])
        for start in (-1, 0, 1):
            for stop in (first, first + timedelta(1), last, last + timedelta(1), None):
                for kind in (LONG[2], SHORT[1], SHORT[2]):
                    for said in (OUTCOMES[4], OUTCOMES[9], ""):
                        self.serve(episode(said), first + timedelta(start), stop, kind)
                self.serve(episode(OUTCOMES[4]), first + timedelta(start), stop, SHORT[1],
                           service_component="Home support or domiciliary care")
        for one, other in ((4, 9), (9, 4), (12, 9), (9, 16), (1, 4), (5, 9), (9, 5)):
            someone = episode(OUTCOMES[one])
            self.serve(someone, first, last, REABLEMENT, outcome=OUTCOMES[other], team=TEAMS[2])
            someone = episode(OUTCOMES[one])
            self.serve(someone, first + timedelta(1), last - timedelta(1), REABLEMENT, outcome=OUTCOMES[other])
        for said in OUTCOMES:
            episode(said)
            self.serve(episode(said), first, last, SHORT[1])
        for one in LONG + SHORT[1:]:
            for other in (SHORT[2], LONG[2]):
                someone = episode()
                self.serve(someone, last + timedelta(1), None, one)
                self.serve(someone, last + timedelta(2), None, other, service_component="Short term nursing care"
                           if other == SHORT[2] else "Day support")
        for component in ("Short term residential care", "Other"):
            someone = episode()
            self.serve(someone, last + timedelta(1), None, SHORT[2], service_component=component)
            self.serve(someone, last + timedelta(2), None, SHORT[2], service_component="Other")
        self.serve(self.somebody(), first, last, REABLEMENT, client_type=CLIENTS[1])

    def admitted_again(self, end):
        """Admissions with a home before them, of other kinds of stay, and of people who pay themselves."""
        day = end - timedelta(10)
        for kind in LONG[:2]:
            for before in (0, 1, 363, 364, 365, 366):
                someone = self.somebody()
                self.serve(someone, day - timedelta(500), day - timedelta(before), LONG[1])
                self.serve(someone, day, None, kind)
            for component in COMPONENTS[kind]:
                self.serve(self.somebody(), day, None, kind, service_component=component)
                someone = self.somebody()
                self.serve(someone, day - timedelta(60), day - timedelta(30), kind, service_component=component)
                self.serve(someone, day, None, kind)
            for said in (OUTCOMES[8], OUTCOMES[9]):
                self.serve(self.somebody(), day, end - timedelta(1), kind, outcome=said)
            someone = self.somebody()
            self.serve(someone, day, day + timedelta(2), kind, team=TEAMS[0])
            self.serve(someone, day, None, kind, team=TEAMS[1])
            self.serve(self.somebody(), day, None, kind, client_type=CLIENTS[2])
            # In another home since before the month, and until its last day or longer.
            for stop in (end - timedelta(1), end, None):
                someone = self.somebody()
                self.serve(someone, end.replace(day=1) - timedelta(3), stop, LONG[0])
                self.serve(someone, day, None, kind)

    def at_homes(self, end):
        """Homes and services of people of whom several things are said, or nothing."""
        def lived(*said, reason=REASONS[0]):
            someone = self.somebody(date(1990, 6, 15), primary_support_reason=reason)
            for team, (start, stop, home, kind, component) in zip(TEAMS, said):
                self.serve(someone, end - timedelta(start), None if stop is None else end - timedelta(stop), kind,
                           accommodation_status=home, service_component=component, team=team)
        community, settled, unsettled, unknown = LONG[2], HOMES[0], HOMES[6], "Unknown"
        for one, other in ((settled, unsettled), (unsettled, settled), (settled, unknown), (unknown, settled),
                           (settled, ""), (HOMES[1], unsettled)):
            for first in ((300, 5), (300, 9), (300, None), (200, None), (400, 5), (200, 5)):
                lived((*first, one, community, "Day support"), (300, 5, other, community, "Day support"))
                lived((*first, one, community, "Day support"), (300, 5, other, community, "Day support"), reason=REASONS[2])
        for kind in LONG + SHORT:
            for component in (COMPONENTS[kind] if kind != community else COMPONENTS[kind]):
                lived((300, None, unknown, kind, component), (200, None, unknown, community, "Day support"))
                lived((200, None, unknown, kind, component))
        parts = ["Shared Lives", "Community supported living", "Extra care housing", "Home support or domiciliary care",
                 "Day support"]
        for one in parts:
            for other in parts:
                # The later start one way round alone, since both homes are settled.
                for first in ((300, 5), (200, 5), (200, 4)) if one < other else ((300, 5), (200, 4)):
                    lived((*first, unknown, community, one), (300, 5, unknown, community, other))
                lived((300, 5, unknown, community, one), (300, 5, unknown, LONG[1], other))
        for one in LONG:
            for other in LONG:
                for way in MECHANISMS:
                    someone = self.somebody()
                    self.serve(someone, end - timedelta(300), None, one, delivery_mechanism=way, team=TEAMS[0])
                    self.serve(someone, end - timedelta(200), None, other, delivery_mechanism=MECHANISMS[2], team=TEAMS[1])
            self.serve(self.somebody(), end - timedelta(300), None, one, service_component="Direct payment")
        for stop in (None, 0, 5, 40):
            someone = self.somebody(date(1990, 6, 15), primary_support_reason=REASONS[2])
            last = None if stop is None else end - timedelta(stop)
            self.serve(someone, end - timedelta(300), last, community, team=TEAMS[0], accommodation_status=unsettled)
            self.serve(someone, end - timedelta(200), end - timedelta(5), community, team=TEAMS[1])
            for same in (unknown, unsettled):
                someone = self.somebody(date(1990, 6, 15), primary_support_reason=REASONS[2])
                self.serve(someone, end - timedelta(200), end - timedelta(6), community, team=TEAMS[0])
                self.serve(someone, end - timedelta(200), last, community, team=TEAMS[1], accommodation_status=same)
        self.serve(self.somebody(client_type=CLIENTS[1]), end - timedelta(300), None, community, client_type=CLIENTS[1])

    def waited(self, end):
        """Requests, assessments and services in every order, on one day and on days after each other."""
        asked = end - timedelta(20)
        for first in (date(2023, 3, 31), date(2023, 4, 1)):
            someone = self.somebody()
            self.request(someone, first)
            self.serve(someone, end - timedelta(8), None, LONG[2])
        orders = [(a, b) for a in (0, 1, 5) for b in (0, 1, 5, None)]
        for assessed, served in orders:
            for said in (OUTCOMES[0], OUTCOMES[4], OUTCOMES[9], ""):
                for again in (None, 0, 1, 3, 6):
                    someone = self.somebody()
                    done = asked + timedelta(assessed)
                    self.request(someone, asked, done, done, outcome=said)
                    if served is not None:
                        self.serve(someone, asked + timedelta(served), None, LONG[2])
                    if again is not None:
                        day = asked + timedelta(again)
                        self.request(someone, day, day + timedelta(2), day + timedelta(2), outcome=OUTCOMES[3])
                    if again == 3:
                        self.serve(someone, asked + timedelta(9), None, SHORT[1])
        for kind in KINDS:
            self.request(self.somebody(), asked, asked, asked + timedelta(3), assessment_type=kind)
        # A service that an earlier request has already, with one between them that led nowhere; and one with a service before.
        for has_earlier in (False, True):
            someone = self.somebody()
            if has_earlier:
                self.request(someone, asked - timedelta(15))
                self.serve(someone, asked - timedelta(12), asked - timedelta(11), SHORT[1])
            for day, said in ((0, OUTCOMES[0]), (3, OUTCOMES[9])):
                self.request(someone, asked + timedelta(day), asked + timedelta(day + 1), asked + timedelta(day + 1),
                             outcome=said)
            self.request(someone, asked + timedelta(6))
            self.serve(someone, asked + timedelta(9), None, LONG[2])
        someone = self.somebody()
        self.request(someone, asked)
        self.serve(someone, asked + timedelta(2), None, CARERS[0])
        someone = self.somebody()
        self.request(someone, asked)
        self.request(someone, asked - timedelta(40), asked + timedelta(1), asked + timedelta(1), outcome=OUTCOMES[9])
        self.request(someone, asked + timedelta(2), asked + timedelta(3), asked + timedelta(3), outcome=OUTCOMES[0])
        self.serve(someone, asked + timedelta(6), None, LONG[2])

    def concerned(self, end):
        """Concerns with others a year before, and enquiries of both kinds that were opened about the same days."""
        for received in (end, end - timedelta(1), end.replace(day=1)):
            for off in (-1, 0, 1):
                someone = self.somebody()
                self.raised(someone, back(received, 12) + timedelta(off))
                self.raised(someone, received)
                someone = self.somebody()
                self.raised(someone, received - timedelta(600))
                self.raised(someone, received - timedelta(30))
                self.raised(someone, received)
            someone = self.somebody()
            self.raised(someone, received)
            self.raised(someone, received)
            for one, other in (("Section 42", "Other"), ("Other", "Section 42")):
                for late in (0, 1):
                    someone = self.somebody()
                    concern = self.raised(someone, received - timedelta(9))
                    self.enquired(someone, concern, received - timedelta(5 - late), one)
                    self.enquired(someone, concern, received - timedelta(5), other)
            self.enquired(self.somebody(), self.raised(self.somebody(), received), received)
            someone = self.somebody()
            concern = self.raised(someone, received - timedelta(3), enquiry_id=f"E{len(self.enquiries):06}")
            self.enquired(someone, concern, received)

    def write(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        person = ["person_id", "date_of_birth", "sex", "ethnicity", "primary_support_reason", "team"]
        for name, records, fields in (
                ("support-services", self.services, ["service_id", *person, "date_of_death", "client_type",
                 "accommodation_status", "service_type", "service_component", "delivery_mechanism", "started_on",
                 "ended_on", "outcome"]),
                ("assessments", self.assessments, ["assessment_id", *person, "assessment_type", "requested_on",
                 "started_on", "completed_on", "closed_on", "outcome"]),
                ("reviews", self.reviews, ["review_id", *person, "long_term_support_started_on", "due_on", "started_on",
                 "completed_on"]),
                ("safeguarding-concerns", self.concerns, ["concern_id", *person, "received_on", "enquiry_id"]),
                ("safeguarding-enquiries", self.enquiries, ["enquiry_id", "concern_id", *person, "enquiry_type",
                 "started_on"])):
            self.chance.shuffle(records)
            with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, fields)
                writer.writeheader()
                writer.writerows(records)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--people", type=int, default=400)
    given = parser.parse_args()
    Council(given.seed, given.people).write(given.folder)


if __name__ == "__main__":
    main()
