internal import DescryCore
internal import DescryRules

/// A credit and the charge that it pays back; or a credit that no charge explains.
struct RefundedDetector: Detector {
  func sightings(in scene: Scene, rule: AlertRule) -> [Sighting] {
    let paired = scene.refunds.pairs.map { pair -> Sighting in
      var sighting = Sighting([pair.charge, pair.credit])
      sighting.describe(pair.charge, in: scene)
      let (charge, credit) = (scene.entry(pair.charge), scene.entry(pair.credit))
      sighting.set("credit", Sighting.money(credit))
      sighting.set("credit-date", PersonText.day(credit.date))
      let days = credit.day - charge.day
      sighting.set(
        "when",
        en: days == 0 ? "on the same day" : days == 1 ? "a day later" : "\(days) days later",
        fr: days == 0 ? "le même jour" : days == 1 ? "le lendemain" : "\(days) jours plus tard")
      switch pair.fit {
      case .whole:
        sighting.set("who", en: "in full", fr: "en entier")
      case .part:
        sighting.set("who", en: "in part", fr: "en partie")
        sighting.against.append(
          LocalizedText(
            en:
              "the credit is smaller than the charge: a fee was kept, or it belongs to another order",
            fr:
              "l'avoir est inférieur au débit : des frais ont été retenus, ou il concerne une autre commande"
          ))
      case .otherWording:
        sighting.set("who", en: "under another name", fr: "sous un autre nom")
        sighting.against.append(
          LocalizedText(
            en: "the two lines are worded differently; only amount and a common word join them",
            fr: "les deux libellés diffèrent ; seuls le montant et un mot commun les relient"))
      }
      return sighting
    }
    let ofParts = Set(scene.orders.flatMap(\.wholes))
    let alone = scene.refunds.unexplained.filter {
      // What pays an order in parts back is told with it; a charge before the statement's beginning
      // explains most early credits.
      !ofParts.contains($0)
        && scene.entry($0).day - scene.history.from >= rule.count("part-days")
    }.map { index -> Sighting in
      var sighting = Sighting([index])
      sighting.describe(index, in: scene)
      sighting.set("credit", Sighting.money(scene.entry(index)))
      sighting.set("credit-date", PersonText.day(scene.entry(index).date))
      sighting.isCareful = true
      return sighting
    }
    return paired + alone
  }
}
