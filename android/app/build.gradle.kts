plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.compose.compiler)
}

val repository: File = rootDir.parentFile
val rustLibraries: File = repository.resolve("target/android/jniLibs")

layout.buildDirectory = repository.resolve("target/android/gradle/app")

android {
    namespace = "org.lykta.app"
    compileSdk = 37
    // From this version on the linker aligns to pages of 16 KB by itself; the flag below says so aloud.
    ndkVersion = "28.2.13676358"

    defaultConfig {
        applicationId = "org.lykta.app"
        minSdk = 26
        targetSdk = 35
        versionCode = 1
        versionName = "0.1.0"
        ndk { abiFilters += listOf("arm64-v8a", "armeabi-v7a", "x86_64") }
    }
    buildFeatures { compose = true }
    buildTypes {
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"), "proguard-rules.pro")
        }
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
    sourceSets.named("main") {
        kotlin.directories.add(repository.resolve("target/bindings/kotlin").path)
        resources.directories.add(repository.resolve("target/bindings/resources").path)
        jniLibs.directories.add(rustLibraries.path)
    }
    sourceSets.named("test") { kotlin.directories.add(repository.resolve("bindings/kotlin/src/testFixtures/kotlin").path) }
    // What only Google can read has no place in an app that F-Droid builds.
    dependenciesInfo {
        includeInApk = false
        includeInBundle = false
    }
    testOptions.unitTests {
        isIncludeAndroidResources = true
        all {
            it.systemProperty("jna.library.path", repository.resolve("target/debug").path)
            it.systemProperty("lykta.pictures", repository.resolve("target/android/pictures").path)
        }
    }
}

val generateBindings by tasks.registering(Exec::class) {
    description = "Writes the Kotlin side of the Rust core."
    workingDir = repository
    commandLine("bindings/generate")
}

val buildCore by tasks.registering(Exec::class) {
    description = "Builds the Rust core for the phones' processors."
    workingDir = repository
    environment("RUSTFLAGS", "-C link-arg=-Wl,-z,max-page-size=16384")
    environment(
        "ANDROID_NDK_HOME",
        androidComponents.sdkComponents.ndkDirectory
            .get()
            .asFile.path,
    )
    commandLine("cargo", "ndk", "--platform", "26", "--output-dir", rustLibraries.path)
    args(
        android.defaultConfig.ndk.abiFilters
            .flatMap { listOf("--target", it) },
    )
    args("build", "--release", "--package", "lykta-bindings", "--lib")
    mustRunAfter(generateBindings)
}

tasks.named("preBuild") { dependsOn(generateBindings, buildCore) }

dependencies {
    implementation(libs.activity.compose)
    implementation(libs.androidx.core)
    implementation(libs.compose.foundation)
    implementation(libs.compose.material3)
    implementation(libs.compose.tooling.preview)
    implementation(libs.compose.ui)
    implementation(libs.coroutines.android)
    implementation(variantOf(libs.jna) { artifactType("aar") })
    implementation(libs.lifecycle.runtime.compose)
    implementation(libs.lifecycle.viewmodel.compose)
    // Draws the base map; its rules for R8 come with it.
    implementation(libs.maplibre)
    // Reads QR codes without services of Google's.
    implementation(libs.zxing.core)

    debugImplementation(libs.compose.tooling)
    debugImplementation(libs.compose.ui.test.manifest)

    testImplementation(libs.compose.ui.test)
    testImplementation(libs.coroutines.test)
    testImplementation(libs.jna)
    testImplementation(libs.junit)
    testImplementation(libs.robolectric)
}
