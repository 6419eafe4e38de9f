internal import DescryCore

extension Schema {
  private static let source = Field("source", .text, "a URL or a citation that somebody read")
  private static let unverified = Field("unverified", .flag, "true when nobody published the fact")

  static let keys = Field(
    "keys",
    .list(
      .record([
        Field("creditor", .text, "a SEPA creditor identifier"),
        Field("phone", .text, "a phone number, with its country"),
        Field("url", .text, "a billing page, without https://"),
        source, unverified,
      ])), "keys that name it beyond doubt")

  static let tests = Field(
    "tests",
    .record([
      Field(
        "match",
        .list(
          .record([
            Field("descriptor", .text, required: true, "the line"),
            Field("amount", .money, "the amount"),
            Field("date", .date, "the booking date"),
            Field("country", .text, "the cardholder's country"),
            Field("is", .text, "merchant or merchant/subscription"),
            Field("plan", .id, "the plan"),
            Field("seller", .text, "the seller behind an intermediary"),
          ]), atLeast: 1), required: true, "lines that must match"),
      Field(
        "near-miss", .list(refusal, atLeast: 1), required: true, "lines that only look like it"),
      Field("undecided", .list(refusal), "lines of which no product may be told"),
    ]), required: true, "the examples that prove the file")

  private static let refusal = Shape.record([
    Field("descriptor", .text, required: true, "the line"),
    Field("because", .text, required: true, "why"),
  ])

  static func descriptors(_ more: [Field]) -> Field {
    Field(
      "descriptors",
      .list(
        .record(
          [
            Field("id", .id, required: true, "unique in the file"),
            Field("form", .form, "the words as printed, with placeholders"),
            Field("pattern", .pattern, "or a PCRE2 pattern over the normalised line"),
            Field("at", .choice(DescriptorForm.Anchor.allCases.map(\.rawValue)), "where it stands"),
            Field("alone", .flag, "only references, digits and a place may follow"),
            Field("means", .localized, "what such a line means"),
            source, unverified,
          ] + more), atLeast: 1), required: true, "how the lines read")
  }

  /// `merchant/1`.
  package static let merchant = Schema(
    "merchant/1", "Who charges cards: how the line reads, which subscriptions cost what.",
    [
      Field("name", .text, required: true, "as its customers call it"),
      Field("also", .list(.text), "what else it is called: its company, its earlier name"),
      Field("category", .choice(Merchant.categories), required: true, "what it sells"),
      Field("countries", .list(.text), "where it sells; everywhere without"),
      Field("website", .text, "its site"),
      Field("reviewed", .date, required: true, "when somebody last looked at all of it"),
      Field(
        "purchases", .choice(Merchant.Purchases.allCases.map(\.rawValue)),
        "whether anything but subscriptions is sold; usual without"),
      descriptors([
        Field("subscription", .id, "the subscription that such a line is"),
        Field("subscriptions", .list(.id, atLeast: 1), "the subscriptions that it can be"),
        Field("kind", .choice(ChargeKind.allCases.map(\.rawValue)), "what else such a line is"),
        Field("undecided", .localized, "why the form cannot tell"),
        Field("country", .text, "the country that such a line tells"),
      ]),
      keys,
      Field(
        "account-page",
        .record([Field("url", .text, required: true, "the page"), source, unverified]),
        "where the customer sees what a charge was"),
      Field("subscriptions", .list(.record(subscription)), "what can be subscribed to"),
      Field("notes", .localized, "what an advisor should know"),
      tests,
    ])

  private static let subscription = [
    Field("id", .id, required: true, "unique in the file"),
    Field("name", .text, required: true, "its name"),
    Field("formerly", .list(.text), "earlier names"),
    Field("also", .list(.text), "what else it is called"),
    Field(
      "plans",
      .list(
        .record([
          Field("id", .id, required: true, "the same for one plan at two dates"),
          Field("country", .text, "ISO 3166 letters; everywhere without"),
          Field(
            "every", .choice(BillingPeriod.allCases.map(\.rawValue)), required: true, "how often"),
          Field("price", .money, required: true, "the list price as charged"),
          Field("from", .date, "its first day"),
          Field("until", .date, "its last day"),
          Field("tax", .integer(0...30), "up to so many percent of sales tax on top"),
          source, unverified,
        ])), "what it costs"),
    Field(
      "trial",
      .record([
        Field("days", .integer(1...400), required: true, "how long"),
        Field("price", .money, "what it costs"),
        Field("converts-to", .id, "the plan that follows"),
        source, unverified,
      ]), "how it may begin"),
    Field("sold-through", .list(.id), "where it is sold"),
    Field("ask-first", .localized, "what to ask the cardholder"),
    Field(
      "cancel",
      .record([
        Field("url", .text, "the page"),
        Field("path", .localized, "the way there"),
        Field("refund", .localized, "what is refunded"),
        source, unverified,
      ]), "how to end it"),
  ]
}
