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


class Council:
    def __init__(self, seed, people):
        self.chance = random.Random(seed)
        self.services, self.assessments, self.reviews, self.concerns, self.enquiries = [], [], [], [], []
        for number in range(people):
            self.live(number)

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
