// What an editor is to a language server: a small client of the Language Server Protocol, over standard input and output.
//
// It says what VS Code says of itself where that changes the answers, and answers what it is asked from the settings that
// it is given. The server has no network: a connection that it tries is refused and told in `client.connections`.

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const PATIENCE = 60_000; // milliseconds for one answer, on a machine that does much else

// How the server is started: found as `require` finds it, in NODE_PATH.
function server() {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve('yaml-language-server/package.json');
  const { bin, version } = require(manifest);
  return { script: join(dirname(manifest), bin['yaml-language-server']), version };
}

export const { version } = server();
export const uriOf = path => pathToFileURL(path).href;

export class Client {
  #child;
  #waiting = new Map();
  #published = new Map();
  #next = 1;
  #unread = Buffer.alloc(0);
  #settings;
  #errors = '';
  connections = [];

  // `settings` are those of the editor, by their dotted names, as VS Code keeps them in settings.json.
  static async start(folder, settings = {}) {
    const client = new Client();
    await client.#begin(folder, settings);
    return client;
  }

  async #begin(folder, settings) {
    this.#settings = settings;
    const args = ['--require', join(here, 'no-network.cjs'), server().script, '--stdio'];
    this.#child = spawn(process.execPath, args, { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child.stdout.on('data', data => this.#read(data));
    this.#child.stderr.on('data', data => this.#complain(String(data)));
    this.#child.on('exit', code => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`the server ended (${code}): ${this.#errors}`));
    });
    await this.request('initialize', {
      processId: process.pid,
      rootUri: uriOf(folder),
      workspaceFolders: [{ uri: uriOf(folder), name: 'project' }],
      capabilities: {
        workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true }, workspaceFolders: true },
        textDocument: {
          completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] } },
          hover: { contentFormat: ['markdown', 'plaintext'] },
          publishDiagnostics: { relatedInformation: true },
        },
      },
    });
    this.notify('initialized', {});
    // Answered once the settings are in use.
    await this.request('textDocument/codeLens', { textDocument: { uri: uriOf(join(folder, 'none.yaml')) } });
  }

  // Settings as the server asks for them: a section of the dotted names, as an object.
  #section(section) {
    const tree = {};
    for (const [name, value] of Object.entries(this.#settings)) {
      const steps = name.split('.');
      const last = steps.pop();
      let at = tree;
      for (const step of steps) at = at[step] ??= {};
      at[last] = value;
    }
    return section ? section.split('.').reduce((at, step) => at?.[step], tree) ?? null : tree;
  }

  #complain(text) {
    this.#errors = (this.#errors + text).slice(-4000);
    for (const [, where] of text.matchAll(/^no network: (.*)$/gm)) this.connections.push(where);
  }

  #read(data) {
    this.#unread = Buffer.concat([this.#unread, data]);
    for (;;) {
      const end = this.#unread.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#unread.subarray(0, end).toString())[1]);
      if (this.#unread.length < end + 4 + length) return;
      const message = JSON.parse(this.#unread.subarray(end + 4, end + 4 + length).toString());
      this.#unread = this.#unread.subarray(end + 4 + length);
      this.#take(message);
    }
  }

  #take(message) {
    if (message.method === 'workspace/configuration') {
      this.#send({ id: message.id, result: message.params.items.map(({ section }) => this.#section(section ?? '')) });
    } else if (message.method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = message.params;
      this.#published.get(uri)?.(diagnostics);
    } else if (message.method !== undefined && message.id !== undefined) {
      this.#send({ id: message.id, result: null }); // what it would register or show
    } else if (message.id !== undefined) {
      const { resolve, reject } = this.#waiting.get(message.id) ?? {};
      this.#waiting.delete(message.id);
      if (message.error) reject?.(new Error(message.error.message));
      else resolve?.(message.result);
    }
  }

  #send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.#child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.#child.stdin.write(body);
  }

  notify(method, params) { this.#send({ method, params }); }

  request(method, params) {
    const id = this.#next++;
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#send({ id, method, params });
    return patient(answer, method);
  }

  // Opens a text as the file of that name, whatever the disk has, and waits for what is wrong with it.
  async open(path, text) {
    const uri = uriOf(path);
    const found = this.#diagnostics(uri);
    // The server keeps what it read by name and version.
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: this.#next++, text } });
    return found;
  }

  // The server says of a file that was closed that nothing is wrong with it.
  async close(path) {
    const none = this.#diagnostics(uriOf(path));
    this.notify('textDocument/didClose', { textDocument: { uri: uriOf(path) } });
    await none;
  }

  #diagnostics(uri) {
    const found = new Promise(resolve => this.#published.set(uri, resolve));
    return patient(found, `diagnostics of ${uri}`).finally(() => this.#published.delete(uri));
  }

  // The text shown for a place, as one string; empty where there is none.
  async hover(path, position) {
    const hover = await this.request('textDocument/hover', { textDocument: { uri: uriOf(path) }, position });
    return hover ? [hover.contents].flat().map(part => part.value ?? part).join('\n') : '';
  }

  // What is offered at a place.
  async complete(path, position) {
    const answer = await this.request('textDocument/completion', { textDocument: { uri: uriOf(path) }, position });
    return answer?.items ?? answer ?? [];
  }

  // The text as the server would format it; as it is where the server formats nothing.
  async format(path, text) {
    const options = { tabSize: 2, insertSpaces: true };
    const edits = await this.request('textDocument/formatting', { textDocument: { uri: uriOf(path) }, options });
    return edits?.[0]?.newText ?? text; // it replaces the whole file
  }

  async stop() {
    await this.request('shutdown', null);
    this.notify('exit', null);
    this.#child.stdin.end();
  }
}

function patient(promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${PATIENCE / 1000} s: ${what}`)), PATIENCE);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
