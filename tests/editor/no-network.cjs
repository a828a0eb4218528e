// Loaded into the language server before its own code: every connection is refused, and told on standard error.
const { Socket } = require('node:net');

Socket.prototype.connect = function refuse(...args) {
  const [first] = [args].flat(2);
  process.stderr.write(`no network: ${first?.host ?? first?.path ?? first}\n`);
  process.nextTick(() => this.destroy(Object.assign(new Error('no network here'), { code: 'ENETUNREACH' })));
  return this;
};
