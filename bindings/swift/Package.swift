// swift-tools-version: 6.0
import PackageDescription

// bindings/swift/assemble puts this beside the generated Swift and the core's static library.
let package = Package(
    name: "Lykta",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [.library(name: "Lykta", targets: ["Lykta"])],
    targets: [
        .systemLibrary(name: "lykta_coreFFI"),
        .systemLibrary(name: "lykta_bindingsFFI"),
        .target(
            name: "Lykta",
            dependencies: ["lykta_coreFFI", "lykta_bindingsFFI"],
            // What is generated is not written for Swift 6's checks.
            swiftSettings: [.swiftLanguageMode(.v5)],
            linkerSettings: [
                .unsafeFlags(["-L\(Context.packageDirectory)/lib"]),
                .linkedLibrary("lykta_bindings"),
            ]
        ),
        .testTarget(name: "LyktaTests", dependencies: ["Lykta"]),
    ],
    swiftLanguageModes: [.v6]
)
