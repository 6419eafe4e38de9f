"""What whole cards tell of one merchant's subscription: its share, prices, rhythm, refunds, sign-up."""

import collections
import datetime
import math

from measuring.counts import Counts

MONTH, YEAR = range(26, 36), range(355, 377)
TWO_MONTHS = range(56, 68)


class Charge:
    """A charge of the merchant, and whether it is the subscription."""

    def __init__(self, row, seen, is_subscribed):
        self.card, self.amount, self.seen = row["card"], float(row["amount"]), seen
        self.day = datetime.date.fromisoformat(row["date"]).toordinal()
        self.is_subscribed = is_subscribed


def of_merchant(cards, seen_of, subscribed, merchant):
    """The merchant's charges and credits, of which some are the subscription's."""
    def key(row):
        return row["date"], row["card"], row["descriptor"], float(row["amount"])

    marks = collections.Counter(key(row) for row in subscribed)
    found = []
    for row, seen in zip(cards, seen_of):
        is_one = marks[key(row)] > 0
        if is_one:
            marks[key(row)] -= 1
        elif seen.get("merchant") != merchant:
            continue
        found.append(Charge(row, seen, is_one))
    return found


def same(one, other):
    """Whether two amounts are the same to the cent."""
    return abs(one - other) < 0.005


def measure_shares(charges):
    """How many of a merchant's charges are the subscription, whatever the line says."""
    counts = Counts()
    for charge in charges:
        if charge.amount > 0:
            counts.share("purchases-usual", charge.is_subscribed)
    return counts


# What cards of one country can show: a price of its own, of now or of then, or none.
AT_HOME = ["equals-list-price", "equals-other-date", "differs"]


def measure_prices(charges, subscription):
    """How amounts stand to the subscription's price list in the cards' own country."""
    counts = Counts()
    for charge in charges:
        if charge.amount > 0:
            found = charge.seen["fits"].get(subscription)
            for fit in AT_HOME:
                counts.ratio(fit, charge.is_subscribed, found == fit)
            # An order has the price that a checkout showed as often as any other list price.
            if not charge.is_subscribed:
                counts.ratio("price-in-flow", False, found == "equals-list-price")
    return counts


# What only another country's price list can show.
ABROAD = ["within-tax-band", "equals-other-country"]


def measure_foreign_prices(charges, seen_abroad, subscription):
    """How often an ordinary purchase's amount would be a list price of another country or with tax:
    the same amounts, read in another currency."""
    counts = Counts()
    for charge, seen in zip(charges, seen_abroad):
        if charge.amount > 0 and not charge.is_subscribed:
            fit = seen["fits"].get(subscription)
            for key in ABROAD:
                counts.ratio(key, False, fit == key)
    return counts


def measure_history(charges):
    """Refunds within 30 days, rhythm, and an earlier charge of the subscription."""
    by_card = collections.defaultdict(list)
    for charge in charges:
        by_card[charge.card].append(charge)
    counts = Counts()
    for charge in charges:
        if charge.amount <= 0:
            continue
        others = [other for other in by_card[charge.card] if other is not charge]
        back = any(other.amount < 0 and same(-other.amount, charge.amount)
                   and 0 <= other.day - charge.day <= 30 for other in others)
        alike = [abs(other.day - charge.day) for other in others
                 if other.amount > 0 and same(other.amount, charge.amount)]
        in_stream = any(gap in YEAR for gap in alike) or (
            any(gap in MONTH for gap in alike) and any(gap in TWO_MONTHS for gap in alike))
        earlier = any(other.is_subscribed and same(other.amount, charge.amount)
                      and (charge.day - other.day in MONTH or charge.day - other.day in YEAR)
                      for other in others)
        for key, hit in (("refunded-within-30-days", back), ("asked-about", back),
                         ("in-stream", in_stream), ("earlier-charge", earlier)):
            counts.ratio(key, charge.is_subscribed, hit)
    return counts


def spans(cards):
    """For how many days each card was used."""
    days = collections.defaultdict(list)
    for row in cards:
        days[row["card"]].append(datetime.date.fromisoformat(row["date"]).toordinal())
    return {card: max(own) - min(own) + 1 for card, own in days.items()}


def measure_sign_up(charges, span_of, window, most_by_chance):
    """An order of the merchant in the days in which a trial began, where one does not fall there by
    chance anyway: 1 - exp(-rate x days), at the card's own rate outside of these days, as the program
    weighs it."""
    counts = Counts()
    by_card = collections.defaultdict(list)
    for charge in charges:
        if charge.amount > 0:
            by_card[charge.card].append(charge)
    for card, own in by_card.items():
        # What came in two parcels on one day was ordered once.
        orders = sorted({charge.day for charge in own if not charge.is_subscribed})
        begun = min(charge.day for charge in own)
        first = min((charge.day for charge in own if charge.is_subscribed), default=None)

        def weigh(day, is_true):
            inside = sum(day - order in window for order in orders)
            rate = (len(orders) - inside - (not is_true) + 0.5) / max(1, span_of[card] - len(window))
            if 1 - math.exp(-rate * len(window)) < most_by_chance:
                counts.ratio("order-before-first-charge", is_true, inside > 0)

        if first is not None:
            weigh(first, True)
        for day in orders:
            # An order too early on the card has nothing before it to be seen.
            if day - begun >= window[-1]:
                weigh(day, False)
    return counts


def measure_imitations(seen_of):
    """How often an honest line looks like an imitation of a known name."""
    counts = Counts()
    for seen in seen_of:
        counts.ratio("lookalike-name", False, seen["isImitation"])
    return counts
