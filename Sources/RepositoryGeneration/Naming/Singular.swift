/// The singular of an English plural in lower case; a word that is no plural comes back as it is.
func singular(of word: String) -> String {
  if let irregular = irregularPlurals[word] { return irregular }
  if unchangedWords.contains(word) { return word }
  for (ending, replacement) in endings where word.hasSuffix(ending) && word.count > ending.count {
    return word.dropLast(ending.count) + replacement
  }
  return word
}

/// Endings from the longest to the shortest; the first that fits decides.
private let endings: [(String, String)] = [
  ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("zzes", "zz"), ("oes", "o"),
  ("ies", "y"), ("ves", "ve"), ("uses", "us"), ("ss", "ss"), ("us", "us"), ("is", "is"), ("s", ""),
]

private let irregularPlurals: [String: String] = [
  "addresses": "address", "aliases": "alias", "analyses": "analysis", "bases": "base",
  "buses": "bus", "cases": "case", "children": "child", "clauses": "clause", "causes": "cause",
  "criteria": "criterion", "databases": "database", "expenses": "expense", "feet": "foot",
  "halves": "half", "houses": "house", "indices": "index", "leaves": "leaf", "licenses": "license",
  "men": "man", "mice": "mouse", "movies": "movie", "people": "person", "phases": "phase",
  "pauses": "pause", "purchases": "purchase", "quizzes": "quiz", "releases": "release",
  "responses": "response", "shoes": "shoe", "statuses": "status", "vertices": "vertex",
  "warehouses": "warehouse", "women": "woman",
]

private let unchangedWords: Set<String> = [
  "analytics", "cors", "dns", "goods", "jeans", "logistics", "metadata", "news", "series",
  "settings", "species", "sms", "statistics", "status", "tls", "gps", "aws", "sales",
]
