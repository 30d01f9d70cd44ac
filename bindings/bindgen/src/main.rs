//! Writes the bindings of the library; see `bindings/generate`.

fn main() {
    uniffi::uniffi_bindgen_main();
}
