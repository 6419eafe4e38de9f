internal import DescryCore

/// What recurs on a page: the cost by month, then each stream with its charges along the days.
struct StreamCards: Sendable {
  let language: Language
  let charges: ChargeIndex

  func write(_ streams: [RecurringStream], to page: inout HTMLWriter) {
    page.element("section") { page in
      page.element("h2", text: language.say("What recurs", "Ce qui se répète"))
      guard let first = streams.first else {
        page.element("p", text: language.say("Nothing recurs.", "Rien ne se répète."))
        return
      }
      charts(streams, &page)
      let timeline = StreamTimeline(
        language: language, from: streams.lazy.map(\.first).min() ?? first.first,
        to: streams.lazy.map { max($0.last, $0.next ?? $0.last) }.max() ?? first.last)
      for stream in streams {
        page.element("article", ("class", "stream \(stream.status.rawValue)")) { page in
          page.element("h3", text: stream.subscription?.name ?? stream.merchant.name)
          page.element("p", text: cost(stream))
          timeline.write(
            stream.transactions.compactMap { charges[$0] }, next: stream.next, stream.currency,
            to: &page)
        }
      }
    }
  }

  private func charts(_ streams: [RecurringStream], _ page: inout HTMLWriter) {
    let currencies = Set(streams.map(\.currency)).sorted { ($0?.code ?? "") < ($1?.code ?? "") }
    for currency in currencies {
      let bars = MonthlyCostChart.bars(
        streams.lazy.filter { $0.currency == currency }.flatMap(\.transactions).compactMap {
          charges[$0].map { ($0.date, $0.amount) }
        })
      MonthlyCostChart(language: language).write(bars, currency, to: &page)
    }
  }

  private func cost(_ stream: RecurringStream) -> String {
    let paid = PersonText.money(stream.amount.magnitude, stream.currency, language)
    let varies = stream.isMetered ? language.say("about ", "environ ") : ""
    var parts = ["\(varies)\(paid) \(PersonText.period(stream.every, language))"]
    if stream.every != .year {
      let yearly = PersonText.money(stream.yearlyCost, stream.currency, language)
      parts.append("\(yearly) \(language.say("a year", "par an"))")
    }
    switch (stream.status, stream.next) {
    case (.ended, _):
      let last = PersonText.day(stream.last, language)
      parts.append(language.say("ended, last on \(last)", "terminé, dernier le \(last)"))
    case (_, .some(let day)):
      parts.append(language.say("next on ", "prochain le ") + PersonText.day(day, language))
    case (_, nil): parts.append(language.say("running", "en cours"))
    }
    return parts.joined(separator: " · ")
  }
}
