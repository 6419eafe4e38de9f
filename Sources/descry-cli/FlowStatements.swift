internal import ArgumentParser
internal import Descry
internal import DescryCore
internal import DescryLookup
internal import DescryRules
internal import DescryStatement

/// The statements that a linted flow is held against.
struct FlowStatements {
  private let explained: [ExplainedStatement]

  /// Reads and explains statements.
  init(
    _ files: [String], _ shared: SharedOptions, _ book: RuleBook
  ) throws {
    let explainer = StatementExplainer(
      LookupEngine(book), today: try shared.today(), keepsSentences: false)
    var explained: [ExplainedStatement] = []
    for file in files {
      do {
        let statements = try StatementFile.read(
          path: file, options: ReadingOptions(), format: nil, pdf: PDFProgram.text)
        explained += statements.map { explainer.explain($0) }
      } catch let error as StatementError {
        throw Failure([error.diagnostic])
      }
    }
    self.explained = explained
  }

  /// For each report, a line for each charge that its flow led to, or one that says there is none.
  func charges(of reports: [LintReport]) -> [[String]] {
    reports.map { report in
      let path = report.flow.path
      guard let merchant = report.flow.merchant else {
        return ["\(path): names no merchant, so no charge can be told to be its own"]
      }
      let charges = FlowCharges.of(report.flow, in: explained).map { charge in
        "\(path): led to \(charge.transaction.date) \(charge.transaction.amount) "
          + "\(charge.transaction.currency?.code ?? "") \(charge.transaction.descriptor) "
          + "(\(charge.transaction.id))"
      }
      return charges.isEmpty
        ? ["\(path): no charge of \(merchant) in the statement is one of its prices"] : charges
    }
  }
}
