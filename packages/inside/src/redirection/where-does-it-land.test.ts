import { describe, expect, test } from 'vitest'
import type { Connection } from '@portolan/contract/redirection'
import { rulesOfAmbientConfig } from './ambient-rules.ts'
import { asRead, cart, frontend } from './fixtures/lab-pods.ts'
import { readInitArguments } from './init-arguments.ts'
import { parseIptablesSave } from './parse-iptables-save.ts'
import { redirectionOfRules, type Redirection } from './redirection.ts'
import { whereDoesItLand } from './where-does-it-land.ts'
import { rulesOfInitConfig } from './write-init-rules.ts'

const app = { sourceUid: 65_534, sourceGid: 65_534 }
const envoy = { sourceUid: 1337, sourceGid: 1337 }
const own = { frontend: asRead(frontend).addresses[0] ?? '', cart: asRead(cart).addresses[0] ?? '' }
const made = '10.0.0.9'

function told(...args: readonly string[]): Redirection {
  const usual = ['-p', '15001', '-z', '15006', '-u', '1337', '-b', '*', '-d', '15090,15021,15020']
  const environment = { ISTIO_OUTBOUND_OWNER_GROUPS_EXCLUDE: args.includes('-m') ? '' : '4242' }
  const { config } = readInitArguments([...usual, ...args], { environment, ipv6: true, nameservers: [] })
  return { ...redirectionOfRules(rulesOfInitConfig(config), [made, 'fd00::9']), from: 'init-arguments' }
}

const excluding = told('-i', '*', '-x', '10.5.0.0/16,fd05::/16', '-o', '9090', '-c', 'net1', '-d', '22')
const ranges = told('-i', '10.96.0.0/12', '-x', '', '-q', '6379')
const virtual = told('-i', '*', '-x', '', '-k', 'vnet0')
const tproxy = told('-m', 'TPROXY', '-i', '*', '-x', '')
const onlyPorts = told('-i', '*', '-x', '', '-b', '8080,8443')
const allDns = told('-i', '*', '-x', '', '--redirect-dns', '--capture-all-dns')
const ambient: Redirection = {
  ...asRead(cart),
  maker: 'ambient',
  mode: 'AMBIENT',
  addresses: [made],
  rules: rulesOfAmbientConfig({
    redirectDns: true,
    bypassInbound: false,
    virtualInterfaces: '',
    ipv6: false,
  }),
}

type Row = readonly [what: string, redirection: Redirection, Connection, lands: string, kind: string]

function into(destination: string, port: number, more: Partial<Connection> = {}): Connection {
  return { direction: 'inbound', protocol: 'tcp', destination, port, ...more }
}
function out(destination: string, port: number, more: Partial<Connection> = app): Connection {
  return { direction: 'outbound', protocol: 'tcp', destination, port, ...more }
}
const udp = { protocol: 'udp' } as const

const rows: readonly Row[] = [
  ['its port', asRead(frontend), into(own.frontend, 8080), `${own.frontend}:15006 envoy-inbound`, 'inbound'],
  ['any port', asRead(cart), into(own.cart, 9999), `${own.cart}:15006 envoy-inbound`, 'inbound'],
  ['the tunnel', asRead(cart), into(own.cart, 15_008), 'as sent', 'inbound'],
  ['UDP', asRead(cart), into(own.cart, 8080, udp), 'as sent', 'inbound'],
  ['the agent’s health', asRead(cart), into(own.cart, 15_020), 'as sent', 'health-port'],
  ['Envoy’s health', asRead(cart), into(own.cart, 15_021), 'as sent', 'health-port'],
  ['Envoy’s metrics', asRead(cart), into(own.cart, 15_090), 'as sent', 'health-port'],
  ['a service', asRead(cart), out('10.96.1.1', 80), '127.0.0.1:15001 envoy-outbound', 'outbound'],
  ['the internet', asRead(cart), out('203.0.113.5', 443), '127.0.0.1:15001 envoy-outbound', 'outbound'],
  ['UDP to a service', asRead(cart), out('10.96.1.1', 80, { ...app, ...udp }), 'as sent', 'outbound'],
  ['loopback', asRead(cart), out('127.0.0.1', 8080), 'as sent', 'to-itself-by-loopback'],
  ['loopback with DNS capture', asRead(frontend), out('127.0.0.1', 8080), 'as sent', 'to-itself-by-loopback'],
  ['its own address', asRead(cart), out(own.cart, 8080), 'as sent', 'to-itself-by-own-address'],
  ['its own address, DNS', asRead(frontend), out(own.frontend, 8080), 'as sent', 'to-itself-by-own-address'],
  ['Envoy, upstream', asRead(cart), out('10.96.1.1', 80, envoy), 'as sent', 'proxy-own'],
  [
    'Envoy to its own pod',
    asRead(cart),
    out(own.cart, 8080, envoy),
    '127.0.0.1:15006 envoy-inbound',
    'proxy-own',
  ],
  ['Envoy to its own tunnel', asRead(cart), out(own.cart, 15_008, envoy), 'as sent', 'proxy-own'],
  ['Envoy to loopback', asRead(cart), out('127.0.0.1', 8080, envoy), 'as sent', 'proxy-own'],
  [
    'Envoy passing on',
    asRead(cart),
    out(own.cart, 8080, { ...envoy, source: '127.0.0.6' }),
    'as sent',
    'proxy-own',
  ],
  [
    'only Envoy’s group',
    asRead(cart),
    out('10.96.1.1', 80, { sourceUid: 5, sourceGid: 1337 }),
    'as sent',
    'proxy-own',
  ],
  [
    'DNS, captured',
    asRead(frontend),
    out('10.96.0.10', 53, { ...app, ...udp }),
    '127.0.0.1:15053 agent-dns',
    'dns-udp',
  ],
  ['DNS over TCP', asRead(frontend), out('10.96.0.10', 53), '127.0.0.1:15053 agent-dns', 'dns-tcp'],
  ['another server', asRead(frontend), out('10.96.0.99', 53, { ...app, ...udp }), 'as sent', 'dns-udp'],
  [
    'another server, TCP',
    asRead(frontend),
    out('10.96.0.99', 53),
    '127.0.0.1:15001 envoy-outbound',
    'dns-tcp',
  ],
  [
    'the agent’s question',
    asRead(frontend),
    out('10.96.0.10', 53, { ...envoy, ...udp }),
    'as sent',
    'proxy-own',
  ],
  ['DNS, not captured', asRead(cart), out('10.96.0.10', 53, { ...app, ...udp }), 'as sent', 'dns-udp'],
  ['all DNS', allDns, out('192.0.2.53', 53, { ...app, ...udp }), '127.0.0.1:15053 agent-dns', 'dns-udp'],
  ['all DNS, loopback TCP', allDns, out('127.0.0.1', 53), '127.0.0.1:15053 agent-dns', 'dns-tcp'],
  ['an excluded range', excluding, out('10.5.1.1', 80), 'as sent', 'excluded'],
  ['an excluded range of IPv6', excluding, out('fd05::1', 80), 'as sent', 'excluded'],
  ['IPv6', excluding, out('fd06::1', 80), '::1:15001 envoy-outbound', 'outbound'],
  ['into IPv6', excluding, into('fd00::9', 80), 'fd00::9:15006 envoy-inbound', 'inbound'],
  ['an excluded port', excluding, out('10.6.1.1', 9090), 'as sent', 'excluded'],
  ['an excluded port in', excluding, into(made, 22), 'as sent', 'excluded'],
  [
    'what the later -d no longer excludes',
    excluding,
    into(made, 15_020),
    `${made}:15006 envoy-inbound`,
    'health-port',
  ],
  ['an excluded interface in', excluding, into(made, 80, { interface: 'net1' }), 'as sent', 'excluded'],
  [
    'an excluded interface out',
    excluding,
    out('10.6.1.1', 80, { ...app, interface: 'net1' }),
    'as sent',
    'excluded',
  ],
  [
    'an excluded group',
    excluding,
    out('10.6.1.1', 80, { sourceUid: 7, sourceGid: 4242 }),
    'as sent',
    'excluded',
  ],
  ['an included range', ranges, out('10.97.0.1', 80), '127.0.0.1:15001 envoy-outbound', 'outbound'],
  ['outside the included range', ranges, out('192.0.2.1', 80), 'as sent', 'outbound'],
  ['an included port', ranges, out('192.0.2.1', 6379), '127.0.0.1:15001 envoy-outbound', 'outbound'],
  [
    'a virtual machine’s traffic',
    virtual,
    into('192.0.2.1', 80, { interface: 'vnet0' }),
    `${made}:15001 envoy-outbound`,
    'inbound',
  ],
  ['only included ports', onlyPorts, into(made, 8443), `${made}:15006 envoy-inbound`, 'inbound'],
  ['a port that is not included', onlyPorts, into(made, 9000), 'as sent', 'inbound'],
  ['TPROXY in', tproxy, into(made, 80), `${made}:15006 envoy-inbound`, 'inbound'],
  ['TPROXY, health', tproxy, into(made, 15_021), 'as sent', 'health-port'],
  ['TPROXY out', tproxy, out('10.6.1.1', 80), '127.0.0.1:15001 envoy-outbound', 'outbound'],
  ['TPROXY, to itself', tproxy, out(made, 80), 'as sent', 'to-itself-by-own-address'],
  ['ambient in', ambient, into(made, 80, { source: '10.0.0.1' }), `${made}:15006 ztunnel-inbound`, 'inbound'],
  ['ambient, kubelet', ambient, into(made, 80, { source: '169.254.7.127' }), 'as sent', 'inbound'],
  ['ambient, HBONE', ambient, into(made, 15_008), 'as sent', 'inbound'],
  ['ambient out', ambient, out('10.96.1.1', 80), '127.0.0.1:15001 ztunnel-outbound', 'outbound'],
  ['ambient, ztunnel’s own', ambient, out('10.96.1.1', 80, { ...app, mark: 0x539 }), 'as sent', 'proxy-own'],
  [
    'ambient DNS',
    ambient,
    out('10.96.0.10', 53, { ...app, ...udp }),
    '127.0.0.1:15053 ztunnel-dns',
    'dns-udp',
  ],
  ['ambient, to itself', ambient, out(made, 80), 'as sent', 'to-itself-by-own-address'],
]

test.each(rows)('%s', (_, redirection, connection, lands, kind) => {
  const answer = whereDoesItLand(redirection, connection)
  const at = answer.lands && `${answer.lands.address}:${answer.lands.port} ${answer.lands.place}`
  const asSent = `${connection.destination}:${connection.port} destination`
  expect(at).toBe(lands === 'as sent' ? asSent : lands)
  expect(answer.captured).toBe(lands !== 'as sent')
  expect(answer.class).toBe(kind)
  expect(answer.dependsOn).toEqual([])
})

describe('what is not known', () => {
  test('a rule that asks for a sender nobody named leaves it undecided, and names what it depends on', () => {
    const answer = whereDoesItLand(asRead(cart), out('10.96.1.1', 80, {}))
    expect(answer).toMatchObject({ verdict: 'undecided', captured: false })
    expect(answer.lands).toBeUndefined()
    expect(answer.dependsOn).toEqual(["the sender's uid (1337)", "the sender's gid (1337)"])
  })

  test('a sender that makes no difference need not be named', () => {
    const answer = whereDoesItLand(asRead(cart), out('127.0.0.1', 8080, {}))
    expect(answer).toMatchObject({ verdict: 'passes', lands: { port: 8080 } })
  })

  test('a match that is not supported is named, unless the answer is the same either way', () => {
    const rules = (set: string, target: string) =>
      redirectionOfRules(
        [parseIptablesSave(`*nat\n-A PREROUTING -p tcp -m set --match-set ${set} src -j ${target}\nCOMMIT`)],
        [made],
      )
    const bending = whereDoesItLand(rules('friends', 'REDIRECT --to-ports 15006'), into(made, 80))
    expect(bending).toMatchObject({ verdict: 'undecided', dependsOn: ['-m set --match-set friends src'] })
    expect(whereDoesItLand(rules('friends', 'ACCEPT'), into(made, 80)).verdict).toBe('passes')
    expect(whereDoesItLand(rules('friends', 'LOG'), into(made, 80)).verdict).toBe('passes')
  })

  test('a target that is not supported is named', () => {
    const rules = parseIptablesSave('*mangle\n-A PREROUTING -p tcp -j TARPIT --tarpit\nCOMMIT')
    const answer = whereDoesItLand(redirectionOfRules([rules], [made]), into(made, 80))
    expect(answer.dependsOn).toEqual(['the target TARPIT --tarpit'])
    expect(whereDoesItLand(redirectionOfRules([rules], [made]), into(made, 80, udp)).verdict).toBe('passes')
  })

  test('rules of a family that was not read decide nothing', () => {
    const answer = whereDoesItLand(redirectionOfRules([], [made]), into(made, 80))
    expect(answer.dependsOn).toEqual(['the IPv4 rules, which were not read'])
  })

  test('name servers that nobody read leave DNS undecided and nothing else', () => {
    const { config } = readInitArguments(['-i', '*', '-b', '*', '--redirect-dns'], {
      environment: {},
      ipv6: false,
      nameservers: undefined,
    })
    const redirection = redirectionOfRules(rulesOfInitConfig(config), [made])
    const question = whereDoesItLand(redirection, out('10.96.0.10', 53, { ...app, ...udp }))
    expect(question.dependsOn).toEqual(['destination <nameservers of resolv.conf>'])
    expect(whereDoesItLand(redirection, out('10.96.0.10', 80)).verdict).toBe('captured')
  })

  test('an ambient pod’s inbound connection depends on whether the node’s own probe sends it', () => {
    const answer = whereDoesItLand(ambient, into(made, 80))
    expect(answer.dependsOn).toEqual(['the source address (169.254.7.127)'])
  })

  test('a name is no address', () => {
    expect(whereDoesItLand(asRead(cart), out('cart.shop', 80)).verdict).toBe('undecided')
  })
})

function of(...lines: readonly string[]): Redirection {
  return redirectionOfRules([parseIptablesSave(lines.join('\n'))], [made])
}

describe('other people’s rules', () => {
  test('a packet that the filter drops lands nowhere', () => {
    const answer = whereDoesItLand(of('*filter', ':INPUT DROP [0:0]', 'COMMIT'), into(made, 80))
    expect(answer).toMatchObject({ verdict: 'dropped', captured: false })
    expect(answer.steps.at(-1)).toMatchObject({ hook: 'INPUT', table: 'filter', effect: 'drops' })
  })

  test('a translation to another address is elsewhere', () => {
    const rules = of('*nat', '-A OUTPUT -p tcp -d 10.1.1.1 -j DNAT --to-destination 10.2.2.2:81', 'COMMIT')
    expect(whereDoesItLand(rules, out('10.1.1.1', 80)).lands).toEqual({
      address: '10.2.2.2',
      port: 81,
      place: 'elsewhere',
    })
  })

  test('what is not tracked is not translated', () => {
    const rules = of(
      '*raw',
      '-A OUTPUT -j CT --notrack',
      'COMMIT',
      '*nat',
      '-A OUTPUT -p tcp -j REDIRECT',
      'COMMIT',
    )
    expect(whereDoesItLand(rules, out('10.1.1.1', 80)).verdict).toBe('passes')
  })

  test('after a goto the calling chain is left too', () => {
    const rules = of(
      '*nat',
      '-N FIRST',
      '-A OUTPUT -p tcp -g FIRST',
      '-A FIRST -d 10.9.9.9 -j RETURN',
      '-A OUTPUT -p tcp -j REDIRECT --to-ports 1',
      'COMMIT',
    )
    expect(whereDoesItLand(rules, out('10.1.1.1', 80)).verdict).toBe('passes')
  })

  test('chains that jump in a circle end undecided', () => {
    const rules = of('*nat', '-A OUTPUT -j one', '-A one -j two', '-A two -j one', 'COMMIT')
    expect(whereDoesItLand(rules, out('10.1.1.1', 80)).verdict).toBe('undecided')
  })
})

test('each step names its rule and why it matched', () => {
  const { steps } = whereDoesItLand(asRead(cart), out('10.96.1.1', 80))
  expect(steps.map(({ rule, reason, effect }) => [rule, reason, effect])).toEqual([
    ['-A OUTPUT -j ISTIO_OUTPUT', 'enters-outbound', 'goes-on'],
    ['-A ISTIO_OUTPUT -j ISTIO_REDIRECT', 'all-outbound', 'captures'],
    ['-A ISTIO_REDIRECT -p tcp -j REDIRECT --to-ports 15001', 'to-outbound-listener', 'captures'],
  ])
  expect(steps.at(-1)?.why).toBe('It goes to the proxy’s outbound listener on 15001.')
})
