internal import ArgumentParser
internal import Descry
internal import DescryCore
internal import DescryReport
internal import DescryRules
internal import FoundationEssentials

extension RulesCommand {
  /// Writes the first state of a rule.
  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write a first file for a merchant or an intermediary; it loads at once.",
      discussion: #"EXAMPLE: descry rules new merchant "Bluefinch Books" --category books"#)

    enum Kind: String, ExpressibleByArgument, CaseIterable { case merchant, intermediary }

    @OptionGroup var shared: SharedOptions
    @Argument(help: "merchant or intermediary.") var kind: Kind
    @Argument(help: "The name as customers know it.") var name: String
    @Option(help: "What a merchant sells.") var category = "other"

    func run() throws {
      guard Merchant.categories.contains(category) else {
        throw ValidationError(
          "--category is one of \(Merchant.categories.joined(separator: ", ")), not '\(category)'")
      }
      let folder = try shared.folder()
      guard
        let template = RuleTemplate(
          kind == .merchant ? .merchant : .intermediary, name: name, category: category,
          today: try shared.today())
      else { throw ValidationError("'\(name)' has no letter or digit to make an id of") }
      let path = "\(folder)/\(template.path)"
      guard !FileManager.default.fileExists(atPath: path) else {
        throw Failure(
          RuleProblem.duplicateID.rawValue, "the id '\(template.id)' is taken", path,
          help: "choose another name, or add to that file")
      }
      try OutputFile.write(template.text.utf8, to: path)
      Output.standard.line(path)
    }
  }

  /// Compiles the rule book.
  struct Compile: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the whole rule book as one file that loads at once.",
      discussion: """
        The file serves as --rules. With --into it is put behind a program (descry itself), which \
        then needs no other file.

        EXAMPLE: descry rules compile --output rules.descry
        EXAMPLE: descry rules compile --into .build/release/descry
        """)

    @OptionGroup var shared: SharedOptions
    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
    var output: String?
    @Option(help: ArgumentHelp("The program to put it into.", valueName: "program"))
    var into: String?

    func run() throws {
      guard (output == nil) != (into == nil) else {
        throw ValidationError("give either --output FILE or --into PROGRAM")
      }
      let bytes: [UInt8]
      do { bytes = try RuleBookFolder(try shared.folder()).compiled() } catch let error
        as RuleBookError
      {
        throw Failure(error.diagnostics)
      }
      if let output {
        try OutputFile.write(bytes, to: output)
      } else if let into {
        guard let program = FileManager.default.contents(atPath: into) else {
          throw Failure("F002 not-readable", "the program cannot be read", into)
        }
        try OutputFile.write(CompiledRuleBook.put(bytes, behind: [UInt8](program)), to: into)
      }
      Output.diagnostics.line("\(bytes.count) bytes of rules in \(output ?? into ?? "")")
    }
  }

  /// Writes the JSON Schemas.
  struct Schemas: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "schema",
      abstract: "Print or write the JSON Schemas of rule files and results.",
      discussion: """
        EXAMPLE: descry rules schema lookup
        EXAMPLE: descry rules schema --output rules/schema
        """)

    @Argument(help: "merchant-1, intermediary-1, lookup, annotate …; without one, all are named.")
    var name: String?
    @Option(name: .shortAndLong, help: ArgumentHelp("Write all into a folder.", valueName: "dir"))
    var output: String?

    func run() throws {
      let schemas = PublishedSchemas.all
      if let output {
        for (file, schema) in schemas {
          try OutputFile.write((schema.indented + "\n").utf8, to: "\(output)/\(file)")
        }
        return
      }
      guard let name else {
        for (file, _) in schemas { Output.standard.line(file) }
        return
      }
      let wanted = name.replacing("/", with: "-")
      guard let found = schemas.first(where: { $0.file == "\(wanted).schema.json" }) else {
        throw ValidationError("there is no schema '\(name)'; `descry rules schema` names them all")
      }
      Output.standard.line(found.schema.indented)
    }
  }
}
