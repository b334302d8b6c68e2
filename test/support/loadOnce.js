/** Stands in for a module of a package: Node.js loads it, once for each worker of jest. */
module.exports = {
	process: (_source, file) => ({ code: `module.exports = loadOnce(${JSON.stringify(file)});` }),
};
