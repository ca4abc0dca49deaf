import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { chooseContext, configForContext } from './choose-context.ts'
import { KubeconfigError } from './kubeconfig-error.ts'
import { loadKubeconfig } from './load-kubeconfig.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portolan-kubeconfig-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

function kubeconfig(name: string, server: string, user = '{token: t}', current = name): string {
  return file(
    `${name}.yaml`,
    `apiVersion: v1
kind: Config
current-context: ${current}
clusters: [{name: ${name}, cluster: {server: "${server}"}}]
users: [{name: ${name}, user: ${user}}]
contexts: [{name: ${name}, context: {cluster: ${name}, user: ${name}, namespace: shop}}]
`,
  )
}

describe('which files', () => {
  test('those on the command line, by commas, by the separator of paths, or repeated', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => kubeconfig(name, `https://${name}`))
    const found = loadKubeconfig([`${a},${b}`, `${c}`], {}, folder)
    expect(found?.config.contexts.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    const same = loadKubeconfig([[a, b, c].join(delimiter)], {}, folder)
    expect(same?.from).toEqual([a, b, c])
  })

  test('those of KUBECONFIG, without the ones that are missing', () => {
    const a = kubeconfig('a', 'https://a')
    const KUBECONFIG = [join(folder, 'gone'), a].join(delimiter)
    expect(loadKubeconfig([], { KUBECONFIG }, folder)?.from).toEqual([a])
  })

  test('the one in the home folder', () => {
    mkdirSync(join(folder, '.kube'))
    const usual = file('.kube/config', 'kind: Config')
    expect(loadKubeconfig([], {}, folder)?.from).toEqual([usual])
  })

  test('none', () => {
    expect(loadKubeconfig([], {}, folder)).toBeUndefined()
  })
})

test('where two files define the same name, the first one holds, its current context too', () => {
  const first = kubeconfig('a', 'https://first')
  const second = file(
    'second.yaml',
    `current-context: b
clusters: [{name: a, cluster: {server: "https://second"}}, {name: b, cluster: {server: "https://b"}}]
users: [{name: a, user: {token: second, as: mallory}}]
contexts: [{name: b, context: {cluster: b, user: a}}]`,
  )
  const found = loadKubeconfig([first, second], {}, folder)
  expect(found?.config.getCluster('a')?.server).toBe('https://first')
  expect(found?.config.getUser('a')?.token).toBe('t')
  expect(found?.config.currentContext).toBe('a')
  expect(found?.impersonations.get('a')).toBeUndefined()
  expect(found?.config.getCluster('b')?.server).toBe('https://b')
})

test('users that act as somebody else keep the groups', () => {
  const path = kubeconfig('a', 'https://a', '{token: t, as: jane, as-groups: [dev, ops]}')
  expect(loadKubeconfig([path], {}, folder)?.impersonations.get('a')).toEqual({
    user: 'jane',
    groups: ['dev', 'ops'],
  })
})

test('paths in a file are relative to it', () => {
  const path = kubeconfig('a', 'https://a', '{client-certificate: c.pem, client-key: keys/k.pem}')
  expect(loadKubeconfig([path], {}, folder)?.config.getUser('a')).toMatchObject({
    certFile: join(folder, 'c.pem'),
    keyFile: join(folder, 'keys/k.pem'),
  })
})

test('a token file is read when it is needed, and again when it changed', async () => {
  file('token', 'one')
  const path = kubeconfig('a', 'https://a', '{tokenFile: token}')
  const config = loadKubeconfig([path], {}, folder)?.config
  const options: { headers?: Record<string, string> } = {}
  await config?.applyToHTTPSOptions(options)
  expect(options.headers?.['Authorization']).toBe('Bearer one')
})

describe('a kubeconfig that cannot be used says why', () => {
  test.each([
    ['is missing', undefined, /cannot be read: there is no such file/],
    ['is not YAML', 'clusters: [{name: a', /is not YAML \(line 1/],
    ['is a list', '- a', /is not a kubeconfig/],
    [
      'has a cluster without a server',
      'clusters: [{name: a, cluster: {}}]',
      /clusters\[0\].cluster.server is missing/,
    ],
    ['has a user without a name', 'users: [{user: {token: t}}]', /users\[0\].name is missing/],
  ])('one that %s', (_name, text, message) => {
    const path = text === undefined ? join(folder, 'gone') : file('broken', text)
    expect(() => loadKubeconfig([path], {}, folder)).toThrow(KubeconfigError)
    expect(() => loadKubeconfig([path], {}, folder)).toThrow(message)
  })

  test('and never with a line of it, which may be a key', () => {
    const path = file('broken', 'users: [{name: a, user: {token: hunter2}}\n  }')
    expect(() => loadKubeconfig([path], {}, folder)).toThrow(/^(?!.*hunter2)/s)
  })
})

function load(text: string) {
  const found = loadKubeconfig([file('k', text)], {}, folder)
  if (found === undefined) throw new Error('not found')
  return found
}

describe('the context', () => {
  test.each([
    ['none at all', 'kind: Config', undefined, /There is no context/],
    [
      'an unknown one asked for',
      'contexts: [{name: a, context: {cluster: c}}]',
      'b',
      /--context "b" is not in .*There are: "a"/,
    ],
    [
      'an unknown current one',
      'current-context: z\ncontexts: [{name: a, context: {cluster: c}}]',
      undefined,
      /current context "z"/,
    ],
    [
      'a cluster that is not there',
      'contexts: [{name: a, context: {cluster: c}}]',
      'a',
      /names the cluster "c"/,
    ],
    [
      'a user that is not there',
      'clusters: [{name: c, cluster: {server: "https://c"}}]\ncontexts: [{name: a, context: {cluster: c, user: u}}]',
      'a',
      /names the user "u"/,
    ],
    [
      'several, and none is current',
      'contexts: [{name: a, context: {cluster: c}}, {name: b, context: {cluster: c}}]',
      undefined,
      /Choose one with --context: "a", "b"/,
    ],
  ])('%s', (_name, text, asked, message) => {
    expect(() => chooseContext(load(text), asked)).toThrow(message)
  })

  test('each one gets a configuration of its own', () => {
    const { config } = load(
      'clusters: [{name: c, cluster: {server: "https://c"}}]\ncontexts: [{name: a, context: {cluster: c}}, {name: b, context: {cluster: c}}]',
    )
    const [a, b] = [configForContext(config, 'a'), configForContext(config, 'b')]
    expect([a.currentContext, b.currentContext]).toEqual(['a', 'b'])
    expect(a.getCurrentCluster()?.server).toBe('https://c')
  })
})
