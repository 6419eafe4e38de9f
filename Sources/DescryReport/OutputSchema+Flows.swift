internal import DescryCore

extension OutputSchema {
  static var lint: OutputSchema {
    OutputSchema(
      "lint", "What `descry lint --format json` prints.",
      .record([
        OutputField(
          always: "flows",
          .list(
            .record([
              OutputField(always: "path", .string), OutputField("title", .string),
              OutputField(always: "screens", .integer),
              OutputField(always: "findings", .list(finding)),
              OutputField(
                always: "notChecked",
                .list(
                  .record([
                    OutputField(always: "rule", .string), OutputField(always: "needs", .string),
                  ]))),
              OutputField(always: "rulesPassed", .integer),
            ]))),
        OutputField(
          always: "summary",
          .record(
            [
              "flows", "screens", "elements", "errors", "warnings", "notes", "reviews",
              "suppressed", "known", "unreadable",
            ].map { OutputField(always: $0, .integer) })),
      ]))
  }

  private static var finding: OutputShape {
    .record([
      OutputField(always: "rule", .string), OutputField(always: "pattern", .string),
      OutputField(always: "severity", .choice(Severity.allCases.map(\.rawValue))),
      OutputField(always: "kind", .choice(["violation", "review"])),
      OutputField(always: "message", .string), OutputField("why", .string),
      OutputField("remedy", .string),
      OutputField(
        always: "law",
        .list(
          .record([
            OutputField(always: "cite", .string), OutputField("url", .string),
            OutputField("inForce", .date),
          ]))),
      OutputField(
        always: "location",
        .record(place + [OutputField("screen", .integer), OutputField("selector", .string)])),
      OutputField(
        always: "evidence",
        .record([
          OutputField("text", .string), OutputField("screenshot", .string),
          OutputField(
            "price",
            .record([
              OutputField(always: "amount", .string), OutputField("currency", .string),
              OutputField("every", .string),
            ])),
        ])),
      OutputField("related", .list(.record(place))),
      OutputField(always: "fingerprint", .string),
    ])
  }

  private static var place: [OutputField] {
    [
      OutputField(always: "path", .string), OutputField("line", .integer),
      OutputField("column", .integer), OutputField("endLine", .integer),
      OutputField("endColumn", .integer),
    ]
  }
}
