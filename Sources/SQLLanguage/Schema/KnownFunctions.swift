/// Postgres' own functions that read nothing but their arguments.
///
/// In the data plane a query may call these and no other: `query_to_xml` runs any SQL, `set_config` changes the tenant.
enum KnownFunctions {
  /// Functions and aggregates that look at their arguments and the clock.
  static let harmless: Set<String> = nonNull.union(nullable).union(aggregates)
    .union(countingAggregates)

  /// Those whose result is not NULL when no argument is.
  static let nonNull: Set<String> = [
    // Numbers.
    "abs", "acos", "asin", "atan", "atan2", "cbrt", "ceil", "ceiling", "cos", "degrees", "div",
    "exp", "factorial", "floor", "gcd", "lcm", "ln", "log", "log10", "mod", "pi", "pow", "power",
    "radians", "random", "round", "sign", "sin", "sqrt", "tan", "trunc", "width_bucket",
    // Texts and bytes.
    "ascii", "bit_length", "btrim", "char_length", "character_length", "chr", "concat",
    "concat_ws", "convert_from", "convert_to", "decode", "encode", "format", "initcap", "left",
    "length", "lower", "lpad", "ltrim", "md5", "normalize", "octet_length", "overlay", "position",
    "quote_ident", "quote_literal", "regexp_replace", "repeat", "replace", "reverse", "right",
    "rpad", "rtrim", "sha224", "sha256", "sha384", "sha512", "split_part", "starts_with",
    "strpos", "substr", "to_hex", "translate", "trim", "upper",
    // Times.
    "age", "clock_timestamp", "date_bin", "date_part", "date_trunc", "extract",
    "justify_days", "justify_hours", "justify_interval", "make_date", "make_interval",
    "make_time", "make_timestamp", "make_timestamptz", "now", "statement_timestamp", "timezone",
    "to_char", "to_date", "to_number", "to_timestamp", "transaction_timestamp", "timeofday",
    "isfinite",
    // Documents, arrays, identifiers.
    "array_append", "array_cat", "array_prepend", "array_remove", "array_replace",
    "array_to_json", "array_to_string", "cardinality", "gen_random_uuid", "json_build_array",
    "json_build_object", "jsonb_build_array", "jsonb_build_object", "jsonb_pretty", "jsonb_set",
    "json_typeof", "jsonb_typeof", "row_to_json", "string_to_array", "to_json", "to_jsonb",
    // Window functions that give each row a number.
    "cume_dist", "dense_rank", "ntile", "percent_rank", "rank", "row_number",
  ]

  /// Those whose result may be NULL whatever the arguments are.
  static let nullable: Set<String> = [
    "array_length", "array_lower", "array_position", "array_positions", "array_upper",
    "array_ndims", "first_value", "generate_series", "generate_subscripts", "json_array_elements",
    "json_array_elements_text", "json_array_length", "json_each", "json_each_text",
    "json_extract_path", "json_extract_path_text", "json_object", "json_object_keys",
    "json_strip_nulls", "json_to_record", "json_to_recordset", "jsonb_array_elements",
    "jsonb_array_elements_text", "jsonb_array_length", "jsonb_each", "jsonb_each_text",
    "jsonb_extract_path", "jsonb_extract_path_text", "jsonb_insert", "jsonb_object",
    "jsonb_object_keys", "jsonb_path_exists", "jsonb_path_match", "jsonb_path_query",
    "jsonb_path_query_array", "jsonb_path_query_first", "jsonb_strip_nulls", "jsonb_to_record",
    "jsonb_to_recordset", "lag", "last_value", "lead", "lower_inc", "lower_inf", "nth_value",
    "num_nonnulls", "num_nulls", "quote_nullable", "regexp_match", "regexp_matches",
    "regexp_split_to_array", "regexp_split_to_table", "string_to_table", "substring", "unnest",
    "upper_inc", "upper_inf", "isempty", "range_merge", "daterange", "int4range", "int8range",
    "numrange", "tsrange", "tstzrange", "overlaps", "array_fill", "multirange",
    // Text search.
    "numnode", "phraseto_tsquery", "plainto_tsquery", "setweight", "strip", "to_tsquery",
    "to_tsvector", "ts_headline", "ts_rank", "ts_rank_cd", "websearch_to_tsquery",
  ]

  /// Aggregates that give NULL for no rows.
  static let aggregates: Set<String> = [
    "array_agg", "avg", "bit_and", "bit_or", "bool_and", "bool_or", "corr", "every", "json_agg",
    "json_object_agg", "jsonb_agg", "jsonb_object_agg", "max", "min", "mode", "percentile_cont",
    "percentile_disc", "range_agg", "stddev", "stddev_pop", "stddev_samp", "string_agg", "sum",
    "var_pop", "var_samp", "variance",
  ]

  /// Aggregates whose value for a group whose values are not NULL is not NULL either.
  static let groupAggregates: Set<String> = [
    "array_agg", "avg", "bit_and", "bit_or", "bool_and", "bool_or", "every", "json_agg",
    "jsonb_agg", "max", "min", "string_agg", "sum",
  ]

  /// Aggregates that give 0 for no rows.
  static let countingAggregates: Set<String> = ["count", "regr_count"]

  /// Operators that give NULL for NULL alone.
  static let strictOperators: Set<String> = [
    "+", "-", "*", "/", "%", "^", "=", "<>", "!=", "<", "<=", ">", ">=", "||", "~", "!~", "~*",
    "!~*", "&", "|", "#", "<<", ">>", "@>", "<@", "&&",
  ]
}
