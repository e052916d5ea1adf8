const { PREFIX } = require("./names");
module.exports = { id: PREFIX + "shared_01" }; // ! hardcoded-cluster
