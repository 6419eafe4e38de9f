internal import ArgumentParser
internal import DescryReport
internal import FoundationEssentials
internal import Glibc

/// How text for a person is shown.
struct DisplayOptions: ParsableArguments {
  enum Color: String, ExpressibleByArgument, CaseIterable { case auto, always, never }

  @Option(help: "Use colours: auto (on a terminal), always, never.") var color = Color.auto

  /// Colours as asked, else on a terminal without NO_COLOR; as wide as the terminal.
  var style: TextStyle {
    let environment = ProcessInfo.processInfo.environment
    let isColored =
      switch color {
      case .always: true
      case .never: false
      case .auto:
        Output.standard.isTerminal && (environment["NO_COLOR"] ?? "").isEmpty
          && environment["TERM"] != "dumb"
      }
    var size = winsize()
    let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return TextStyle(isColored: isColored, width: isKnown ? min(120, Int(size.ws_col)) : 100)
  }
}
