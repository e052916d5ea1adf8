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
  "addresses": "address", "aliases": "alias", "analyses": "analysis", "atlases": "atlas",
  "bases": "base", "biases": "bias", "buses": "bus", "caches": "cache", "canvases": "canvas",
  "cases": "case", "causes": "cause", "children": "child", "clauses": "clause",
  "cookies": "cookie", "crises": "crisis", "criteria": "criterion", "databases": "database",
  "diagnoses": "diagnosis", "expenses": "expense", "feet": "foot", "halves": "half",
  "houses": "house", "hypotheses": "hypothesis", "indices": "index", "leaves": "leaf",
  "lenses": "lens", "licenses": "license", "matrices": "matrix", "men": "man", "mice": "mouse",
  "movies": "movie", "niches": "niche", "pauses": "pause", "people": "person", "phases": "phase",
  "purchases": "purchase", "quizzes": "quiz", "releases": "release", "responses": "response",
  "shelves": "shelf", "shoes": "shoe", "statuses": "status", "ties": "tie",
  "vertices": "vertex", "warehouses": "warehouse", "women": "woman",
]

private let unchangedWords: Set<String> = [
  "alias", "always", "analytics", "atlas", "aws", "bias", "canvas", "chaos", "cors", "dns", "gas",
  "goods", "gps", "headquarters", "https", "ios", "jeans", "lens", "logistics", "macos",
  "metadata", "news", "paas", "saas", "sales", "series", "settings", "sms", "species",
  "statistics", "status", "tls",
]
