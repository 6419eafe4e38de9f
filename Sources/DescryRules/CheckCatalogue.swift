/// The named checks that a dark-pattern rule may compose: the closed vocabulary.
///
/// The linter has a type for each of them; a test holds the two together.
package enum CheckCatalogue {
  /// One check: its name, its parameters, and what it says.
  package struct Signature: Sendable {
    package let name: String
    package let says: String
    package let fields: [Field]

    init(_ name: String, _ says: String, _ fields: [Field] = []) {
      self.name = name
      self.says = says
      self.fields = fields
    }
  }

  /// Parts of a screen around an element; `self` is its own label.
  package static let scopes = [
    "self", "row", "block", "form", "screen", "heading", "before", "after", "previous-screens",
    "flow",
  ]

  private static let lists = Field(
    "lists", .list(.id, atLeast: 1), required: true, "ids of phrases/")
  private static let scope = Field("in", .choice(scopes), "where; without it, in its own label")

  /// All checks.
  package static let all: [Signature] = [
    // Words.
    Signature(
      "phrase", "Some phrase of the lists stands there.",
      [
        lists, scope, Field("hidden", .flag, "also in what cannot be seen"),
        Field("controls", .flag, "on controls only"),
      ]),
    Signature(
      "named", "The control's name in the source, not its label, has a word of the lists.", [lists]),
    Signature(
      "negated", "A negation stands before the phrase of the lists, in the same clause.", [lists]),
    Signature("quoted", "The text stands in quotation marks."),
    Signature(
      "length", "The label has so many words.",
      [
        Field("at-least", .integer(0...10_000), "words"),
        Field("at-most", .integer(0...10_000), "words"),
      ]),
    Signature("dated", "A calendar date stands there.", [scope]),
    Signature(
      "price", "A price stands there.",
      [
        scope, Field("recurring", .flag, "only a price with a period, or (false) only one without"),
        Field(
          "kinds",
          .list(
            .choice([
              "item", "subtotal", "shipping", "fee", "tax", "discount", "total", "recurring",
              "trial",
              "was", "other",
            ])), "only of these kinds"),
        Field("positive", .flag, "only above zero, or (false) only zero"),
      ]),
    // Controls.
    Signature("preticked", "The page ticks it by itself."),
    Signature("left-ticked", "Nobody unticked it afterwards."),
    Signature("disabled", "It cannot be operated."),
    Signature("required", "It must be filled in or ticked."),
    Signature("dearer-than-another", "Another choice of its group costs less."),
    Signature("dearest-choice", "All other choices of its group cost less."),
    Signature("only-choice", "Its group has no other choice."),
    Signature(
      "among-alike", "All other choices have a phrase of the lists or a price with a period, too.",
      [lists]),
    Signature("decline-control", "It declines what a control beside it accepts."),
    Signature("accept-control", "It accepts what a control beside it declines."),
    Signature(
      "beside", "A control with some phrase of the lists stands near.",
      [lists, Field("within", .integer(1...40), "elements")]),
    Signature("mixed-polarity", "The box before it means the opposite when ticked."),
    Signature("paid-link", "The link says in its markup that it is paid for."),
    Signature("leads-elsewhere", "The link leads to another site than the page's own."),
    // Looks.
    Signature(
      "low-contrast", "Text and background differ too little.",
      [Field("below", .number, required: true, "WCAG 2 contrast ratio")]),
    Signature(
      "small-text", "The font is too small.",
      [Field("below", .number, required: true, "CSS pixels")]),
    Signature("faint", "It is set small, faint or folded away."),
    Signature("unseen", "It is there, but cannot be seen."),
    Signature(
      "weaker-than",
      "It is made less visible than the control beside it that has a phrase of the lists.", [lists]),
    // The flow.
    Signature(
      "stage", "The screen is one of these.",
      [
        Field(
          "is", .list(.choice(FlowStage.allCases.map(\.rawValue)), atLeast: 1), required: true,
          "stages")
      ]),
    Signature("order-button", "It is the button that concludes the order."),
    Signature("price-due", "Something above zero is to be paid, now or later."),
    Signature("paid-later", "Nothing is due today, but something later."),
    Signature("later-screen", "It stands on a screen behind the first one."),
    Signature("last-screen", "It is the last screen."),
    Signature(
      "screens", "The flow has so many screens.",
      [Field("at-least", .integer(1...1_000), required: true, "screens")]),
    Signature(
      "screens-with", "So many screens have a phrase of the lists.",
      [lists, Field("at-least", .integer(1...1_000), required: true, "screens")]),
    Signature(
      "reached", "The flow has a screen of one of these.",
      [
        Field(
          "is", .list(.choice(FlowStage.allCases.map(\.rawValue)), atLeast: 1), required: true,
          "stages")
      ]),
    Signature("new-fee", "A fee that no screen before showed, beyond taxes and chosen delivery."),
    Signature("dripped-fees", "New fees on two screens or more."),
    Signature(
      "total-grows", "The total is higher than on the screen before, and no row explains it."),
    Signature(
      "unchosen-line", "A line of the cart that no action added.",
      [Field("lists", .list(.id), "words of buttons that add")]),
    Signature(
      "same-number-again",
      "The number in the phrase is the same on another screen, after some time.", [lists]),
    Signature("number-contradicts", "Another screen gives another number for the same.", [lists]),
    Signature("timer-restarts", "The same timer shows no less on a later screen."),
    Signature("random-script", "A script draws the number or the timer by chance."),
    Signature("asked-again", "The same offer was declined on a screen before.", [lists]),
    Signature(
      "exit-steps", "Between the wish to leave and the end lie so many screens.",
      [Field("at-least", .integer(1...100), required: true, "screens")]),
    Signature("longer-exit", "Leaving takes more steps than joining did."),
    Signature("dearer-later", "The same item costs more on a later screen."),
    Signature("billed-otherwise", "The price is given for a shorter time than it is charged for."),
    Signature("price-step", "A later price is higher, and set less visibly."),
    Signature("free-but", "Free is said, but something is to be paid for it."),
    Signature(
      "missing-terms", "Some of these terms of a renewal are not said there.",
      [
        scope,
        Field(
          "terms", .list(.choice(["price", "period", "first-charge", "cancel"]), atLeast: 1),
          required: true, "what must be said"),
      ]),
  ]

  /// A check by its name.
  package static func signature(_ name: String) -> Signature? { all.first { $0.name == name } }
}
