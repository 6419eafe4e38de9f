public import DescryCore
internal import FoundationEssentials
internal import Glibc

/// The pictures that stand beside the files of a flow.
public enum FlowScreenshots {
  /// Bytes of a picture beyond which it is not read.
  private static let largest = 12 << 20
  private static let endings = [".png", ".jpg", ".jpeg"]

  /// The flow with a picture for each screen beside whose file one of the same name stands:
  /// `2-delivery.png` beside `2-delivery.html`.
  static func named(_ flow: Flow) -> Flow {
    // Of several screens in one file nobody knows which one it shows.
    var counts: [String: Int] = [:]
    for screen in flow.screens { counts[screen.location.path, default: 0] += 1 }
    var named = flow
    for index in flow.screens.indices where flow.screens[index].screenshot == nil {
      let path = flow.screens[index].location.path
      guard counts[path] == 1 else { continue }
      named.screens[index].screenshot = picture(beside: path)
    }
    return named
  }

  private static func picture(beside path: String) -> String? {
    let (folder, name) = parts(of: path)
    // The stem of `2.domsnapshot.json` is `2`.
    guard let stem = name.split(separator: ".").first, !name.hasPrefix(".") else { return nil }
    return endings.lazy.map { String(stem) + $0 }.first { size(of: folder + $0) != nil }
  }

  /// The bytes of a screen's picture; nil without one, or when it is too large.
  ///
  /// A recording may come from anywhere: only what stands in the folder of its file is read.
  public static func picture(of screen: Screen) -> [UInt8]? {
    guard let name = screen.screenshot, !name.isEmpty, !name.contains("/"), !name.contains("\0")
    else { return nil }
    let path = parts(of: screen.location.path).folder + name
    guard let size = size(of: path), size <= largest else { return nil }
    return FileManager.default.contents(atPath: path).map(Array.init)
  }

  /// The bytes that a file has; nil when it is none.
  private static func size(of path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  private static func parts(of path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    return (String(path[...slash]), String(path[path.index(after: slash)...]))
  }
}
