internal import DescryCore
internal import DescryLookup
internal import DescryRules

/// What an account's history says of single charges, for the explanation model.
struct CardEvidence {
  /// What a charge is weighed with.
  struct Item {
    var evidence: [HistoryEvidence] = []
    /// Whether a finding will ask about it: then it is weighed as a charge that somebody asks about.
    var isAskedAbout = false
  }

  /// By the account's numbers.
  private(set) var items: [Int: Item] = [:]
  let signUps: [SignUp]
  let refunds: RefundPairing
  let fraud: [FraudSignal]

  private let history: AccountHistory
  private let book: RuleBook

  init(
    _ history: AccountHistory, _ streams: [FoundStream], book: RuleBook, country: String?,
    using readings: ReadingMemory
  ) {
    self.history = history
    self.book = book
    let search = SignUpSearch(history: history, book: book)
    signUps = search.signUps
    let refund = book.alerts.first { $0.detector == .refunded }
    refunds = RefundPairing(
      history, days: refund?.count("days") ?? 180, partDays: refund?.count("part-days") ?? 60)
    let homes = HomeCountry(history, country: country, using: readings)
    fraud = FraudSignals(history, homes: homes, book: book).signals
    weighSignUps(search)
    weighSubscriptions(streams)
    weighFraud()
  }

  private mutating func weighSignUps(_ search: SignUpSearch) {
    let most = book.constant("sign-up-order", "asks-below") ?? 0.15
    for signUp in signUps {
      if let evidence = search.evidence(signUp) {
        items[signUp.charge, default: Item()].evidence.append(evidence)
      }
      if signUp.order != nil, !signUp.isRecognized, signUp.accident < most {
        items[signUp.charge, default: Item()].isAskedAbout = true
      }
    }
  }

  /// Rhythm, stream and refund, for every charge that has a price of a subscription.
  private mutating func weighSubscriptions(_ streams: [FoundStream]) {
    var places: [Int: (stream: FoundStream, place: Int)] = [:]
    for stream in streams {
      for (place, index) in stream.entries.enumerated() { places[index] = (stream, place) }
    }
    let refunded = Dictionary(
      refunds.pairs.map { ($0.charge, $0) }, uniquingKeysWith: { first, _ in first })
    for family in history.families {
      guard let merchant = family.merchant, !merchant.subscriptions.isEmpty else { continue }
      let prices = PriceList(merchant)
      let sizes = prices.sizes
      for index in family.entries {
        let entry = history.entries[index]
        guard entry.isCharge, entry.isBooked,
          sizes.contains(entry.size) || entry.subscription != nil || places[index] != nil
        else { continue }
        for id in subjects(entry, merchant, prices, places[index]?.stream) {
          var evidence = rhythm(places[index], entry, id)
          if let pair = refund(refunded[index], entry, id) { evidence.append(pair) }
          items[index, default: Item()].evidence += evidence
        }
      }
    }
  }

  /// The subscriptions that a charge may be.
  private func subjects(
    _ entry: LedgerEntry, _ merchant: Merchant, _ prices: PriceList, _ stream: FoundStream?
  ) -> [String] {
    var ids = prices.subscriptions(withPriceOf: entry).map(\.fullID)
    for name in [entry.subscription, stream?.stream.subscription] {
      if let id = name?.id, !ids.contains(id) { ids.append(id) }
    }
    return ids
  }

  private func rhythm(
    _ place: (stream: FoundStream, place: Int)?, _ entry: LedgerEntry, _ id: String
  ) -> [HistoryEvidence] {
    guard let place, place.stream.entries.count >= 2,
      place.stream.stream.subscription.map({ $0.id == id }) ?? true
    else {
      // A history shorter than two months on both sides cannot show a monthly rhythm.
      let isShort = entry.day - history.from < 36 && history.to - entry.day < 36
      guard isShort, let ratio = book.ratio("rhythm", "in-stream") else {
        return book.ratio("rhythm", "in-stream").map {
          [
            item(
              .rhythm, id, $0, $0.absentRatio,
              LocalizedText(
                en: "no other charge of that amount a month or a year away",
                fr: "aucun autre débit de ce montant à un mois ou un an d'écart"))
          ]
        } ?? []
      }
      return [
        item(
          .rhythm, id, ratio, 1,
          LocalizedText(
            en: "not checked: the statement is too short to show a rhythm",
            fr: "non vérifié : le relevé est trop court pour montrer un rythme"))
      ]
    }
    var evidence: [HistoryEvidence] = []
    if let ratio = book.ratio("rhythm", "in-stream") {
      let count = place.stream.entries.count
      let span = PersonText.span(place.stream.stream.first, place.stream.stream.last)
      evidence.append(
        item(
          .rhythm, id, ratio, ratio.ratio,
          LocalizedText(
            en: "one of \(count) charges in one rhythm \(span(.english))",
            fr: "l'un de \(count) débits à rythme régulier \(span(.french))")))
    }
    if place.place > 0, let ratio = book.ratio("stream", "earlier-charge") {
      let before = history.entries[place.stream.entries[place.place - 1]]
      if before.subscription?.id == id, before.explanation.outcome == .recognized {
        evidence.append(
          item(
            .stream, id, ratio, ratio.ratio,
            LocalizedText(
              en:
                "it follows a charge of the same subscription on \(PersonText.day(before.date, .english))",
              fr: "il suit un débit du même abonnement du \(PersonText.day(before.date, .french))"))
        )
      }
    }
    return evidence
  }

  private func refund(_ pair: RefundPair?, _ entry: LedgerEntry, _ id: String) -> HistoryEvidence? {
    guard let ratio = book.ratio("refund", "refunded-within-30-days"), let pair else { return nil }
    let credit = history.entries[pair.credit]
    guard pair.fit == .whole, credit.day - entry.day <= 30 else { return nil }
    return item(
      .refund, id, ratio, ratio.ratio,
      LocalizedText(
        en: "it was paid back on \(PersonText.day(credit.date, .english))",
        fr: "il a été remboursé le \(PersonText.day(credit.date, .french))"))
  }

  private func item(
    _ family: Evidence.Family, _ id: String, _ ratio: MeasuredRatio, _ value: Double,
    _ says: LocalizedText
  ) -> HistoryEvidence {
    HistoryEvidence(
      subject: .subscription(id),
      evidence: Evidence(
        family: family, says: says, likelihoodRatio: value, rule: "evidence/\(family.rawValue)",
        source: ratio.measuredOn, isUnverified: ratio.isUnverified))
  }

  private mutating func weighFraud() {
    for signal in fraud {
      guard let ratio = book.ratio("fraud", signal.kind.rawValue) else { continue }
      for index in signal.entries {
        items[index, default: Item()].evidence.append(
          HistoryEvidence(
            subject: .fraud,
            evidence: Evidence(
              family: signal.kind.family,
              says: LocalizedText(
                en: ratio.says(.english).filled { $0 == "count" ? "\(signal.core)" : nil },
                fr: ratio.says(.french).filled { $0 == "count" ? "\(signal.core)" : nil }),
              likelihoodRatio: ratio.ratio, rule: "evidence/fraud", source: ratio.measuredOn,
              isUnverified: ratio.isUnverified)))
      }
    }
  }
}
