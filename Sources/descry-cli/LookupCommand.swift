internal import ArgumentParser
internal import DescryCore
internal import DescryLookup
internal import DescryPattern

/// Explains one charge.
struct LookupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup", abstract: "Explain one charge.",
    discussion: "EXAMPLE: descry lookup 'CARTE 03/07 AMAZON EU SARL 49,90 EUR'")

  @OptionGroup var shared: SharedOptions
  @Argument(help: "The line as the bank prints it, or any part of it.") var text: [String] = []

  func run() throws {
    let engine = LookupEngine(try shared.ruleBook())
    let explanation = engine.explain(
      Charge(descriptor: text.joined(separator: " "), isSigned: false),
      context: LookupContext(isAskedAbout: true), using: MatchScratch())
    Output.standard.line("\(explanation)")
  }
}
