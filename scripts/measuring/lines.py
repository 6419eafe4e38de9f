"""What labelled lines tell: how surely a form names its merchant, and what is then bought there."""

from measuring.counts import Counts

# From the strongest to the weakest, as the program names them.
FITS = ["equals-list-price", "within-tax-band", "equals-other-country", "equals-other-date", "differs"]


def measure_forms(pairs):
    """Shares of rules/evidence/descriptor.yml.

    A product that the label does not name is not known; it says nothing of what is bought.
    """
    counts = Counts()
    for row, seen in pairs:
        if seen.get("byKey") and seen["rightMerchants"]:
            counts.share("exact-key", seen["byKey"] in seen["rightMerchants"])
        if not seen.get("manner"):
            continue
        counts.share(seen["manner"], seen["isRightMerchant"])
        if not seen["isRightMerchant"]:
            continue
        product, known = seen["product"], seen["subscriptions"]
        if product == "form-names-subscription":
            if known and seen.get("named"):
                counts.share(product, seen["named"] in known)
        elif product == "form-names-other-kind":
            counts.share(product, bool(known))
        elif product in ("purchases-none", "purchases-rare", "direct-debit") and row.get("product"):
            counts.share(product, bool(known))
    return counts


def measure_prices(pairs):
    """Ratios of rules/evidence/price.yml: how amounts of subscriptions, and of purchases where
    subscriptions are sold too, stand to the dated price lists."""
    counts = Counts()
    for _, seen in pairs:
        known = set(seen["subscriptions"])
        if known:
            fits = [fit for id, fit in seen["fits"].items() if id in known]
            if fits:
                best = min(fits, key=FITS.index)
                for fit in FITS:
                    counts.ratio(fit, True, fit == best)
        elif seen.get("purchases") == "usual":
            for found in seen["fits"].values():
                for fit in FITS:
                    counts.ratio(fit, False, fit == found)
    return counts
