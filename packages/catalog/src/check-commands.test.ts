import { describe, expect, test } from 'vitest'
import { chartFor } from './chart-for.ts'
import { checkCommands } from './check-commands.ts'
import { inputsFor, nothingOutsideTheNamespace, recordedPods } from './fixtures/recorded-pods.ts'
import type { Pod } from './chart-inputs.ts'

function commandsFor(pod: Pod, key: string, changes = {}) {
  const chart = chartFor(inputsFor(pod, changes))
  const port = chart.ports.find((one) => one.key === key)
  if (port === undefined) throw new Error(`no port ${key}`)
  return checkCommands(chart, port).map(({ command }) => command)
}

describe('by hand', () => {
  test('an admin port is asked through a tunnel, inside the container, and by istioctl', () => {
    expect(commandsFor(recordedPods.cart, 'envoy-admin')).toEqual([
      'kubectl -n shop port-forward pod/cart-7d8d5b4df6-tv225 15000',
      'curl -si http://localhost:15000/ready',
      'kubectl -n shop exec cart-7d8d5b4df6-tv225 -c istio-proxy -- pilot-agent request --debug-port 15000 GET /ready',
      'istioctl dashboard proxy cart-7d8d5b4df6-tv225.shop --ui-port 15000',
      'istioctl proxy-config all cart-7d8d5b4df6-tv225.shop --proxy-admin-port 15000',
    ])
  })

  test('a moved admin port is told to istioctl, and pilot-agent’s own flag does not take it', () => {
    const commands = commandsFor(recordedPods.inventory, 'envoy-inbound')
    expect(commands).toContain(
      'istioctl proxy-config listeners inventory-0.backend --port 15006 --proxy-admin-port 19000',
    )
    expect(commandsFor(recordedPods.inventory, 'envoy-admin').join('\n')).not.toContain('pilot-agent request')
  })

  test('istiod’s certificate is asked for by its name', () => {
    expect(commandsFor(recordedPods.istiod, 'istiod-secure-grpc')[1]).toBe(
      'curl -vk --connect-to istiod.istio-system.svc:15012:localhost:15012 https://istiod.istio-system.svc:15012/',
    )
  })

  test('DNS is asked over TCP', () => {
    expect(commandsFor(recordedPods.frontend, 'agent-dns')[1]).toBe(
      'dig +tcp @127.0.0.1 -p 15053 kubernetes.default.svc.cluster.local.',
    )
  })

  test('nothing is offered for a port that is not there, or whose number is not known', () => {
    expect(commandsFor(recordedPods.cart, 'agent-dns')).toEqual([])
    expect(commandsFor(recordedPods.ingressgateway, 'envoy-admin', nothingOutsideTheNamespace)).toEqual([])
  })
})
