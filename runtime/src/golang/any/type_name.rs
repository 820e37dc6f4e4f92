//! Go's names for types of Rust's, in the words of a panic.

/// Go's name for a type of Rust's.
pub(super) fn go_name(name: &str) -> String {
    let name = name.trim();
    let simple = match name {
        "isize" => "int",
        "usize" => "uint",
        "i8" => "int8",
        "i16" => "int16",
        "i32" | "char" => "int32",
        "i64" => "int64",
        "u8" => "uint8",
        "u16" => "uint16",
        "u32" => "uint32",
        "u64" => "uint64",
        "f32" => "float32",
        "f64" => "float64",
        "()" => "struct {}",
        "bool" | "nil" => name,
        _ => "",
    };
    if !simple.is_empty() {
        return simple.to_owned();
    }
    if let Some(list) = name.strip_prefix("alloc::vec::Vec<").and_then(|name| name.strip_suffix('>')) {
        return format!("[]{}", go_name(list));
    }
    if let Some(map) =
        name.strip_prefix("std::collections::hash::map::HashMap<").and_then(|name| name.strip_suffix('>'))
    {
        let (key, value) = map.split_once(',').unwrap_or((map, ""));
        return format!("map[{}]{}", go_name(key), go_name(value));
    }
    if let Some(object) = name.strip_prefix("alloc::sync::Arc<dyn ").and_then(|name| name.strip_suffix('>')) {
        return go_name(object);
    }
    match name.rsplit("::").next().unwrap_or(name) {
        "String" => "string".to_owned(),
        "Error" => "error".to_owned(),
        "Any" => "interface {}".to_owned(),
        "Duration" => "time.Duration".to_owned(),
        own => match own.strip_prefix("__go_ptr_") {
            Some(of) => format!("*main.{of}"),
            None => format!("main.{own}"),
        },
    }
}
