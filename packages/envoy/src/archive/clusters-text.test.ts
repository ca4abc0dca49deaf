import { expect, test } from 'vitest'
import { readClustersText } from './clusters-text.ts'
import { readListenersText } from './listeners-text.ts'

/** As Envoy writes it, cut to a few of the lines per host. */
const text = `outbound|80||a.b::observability_name::outbound|80||a.b;
outbound|80||a.b::outlier::success_rate_ejection_threshold::-1
outbound|80||a.b::default_priority::max_connections::64
outbound|80||a.b::high_priority::max_connections::1024
outbound|80||a.b::added_via_api::true
outbound|80||a.b::eds_service_name::outbound|80||a.b
outbound|80||a.b::[fd00::1]:8080::cx_active::2
outbound|80||a.b::[fd00::1]:8080::rq_error::0
outbound|80||a.b::[fd00::1]:8080::hostname::a::b
outbound|80||a.b::[fd00::1]:8080::health_flags::/failed_outlier_check/failed_eds_health
outbound|80||a.b::[fd00::1]:8080::weight::1
outbound|80||a.b::[fd00::1]:8080::zone::z1
outbound|80||a.b::[fd00::1]:8080::priority::1
outbound|80||a.b::[fd00::1]:8080::success_rate::98.5
xds-grpc::added_via_api::false
xds-grpc::./etc/istio/proxy/XDS::weight::1
`

test('the text of /clusters becomes what its JSON would have been', () => {
  expect(readClustersText(text)).toEqual({
    cluster_statuses: [
      {
        name: 'outbound|80||a.b',
        added_via_api: true,
        host_statuses: [
          {
            address: { socket_address: { address: 'fd00::1', port_value: 8080 } },
            stats: [{ type: 'GAUGE', value: '2', name: 'cx_active' }, { name: 'rq_error' }],
            health_status: { eds_health_status: 'UNHEALTHY', failed_outlier_check: true },
            success_rate: { value: 98.5 },
            weight: 1,
            hostname: 'a::b',
            priority: 1,
            locality: { zone: 'z1' },
          },
        ],
        circuit_breakers: {
          thresholds: [{ max_connections: 64 }, { priority: 'HIGH', max_connections: 1024 }],
        },
        observability_name: 'outbound|80||a.b;',
        eds_service_name: 'outbound|80||a.b',
      },
      {
        name: 'xds-grpc',
        host_statuses: [
          {
            address: { pipe: { path: './etc/istio/proxy/XDS' } },
            stats: [],
            health_status: { eds_health_status: 'HEALTHY' },
            weight: 1,
            locality: {},
          },
        ],
        circuit_breakers: { thresholds: [{}, { priority: 'HIGH' }] },
      },
    ],
  })
})

test('the text of /listeners becomes what its JSON would have been', () => {
  expect(readListenersText('virtualInbound::0.0.0.0:15006\nvirtualInbound::[::]:15006\n')).toEqual({
    listener_statuses: [
      {
        name: 'virtualInbound',
        local_address: { socket_address: { address: '0.0.0.0', port_value: 15006 } },
        additional_local_addresses: [{ socket_address: { address: '::', port_value: 15006 } }],
      },
    ],
  })
})

test('another text is refused in words, and no text is no cluster', () => {
  expect(() => readClustersText('hello\nworld')).toThrow('/clusters')
  expect(() => readListenersText('hello')).toThrow('/listeners')
  expect(readClustersText('')).toEqual({ cluster_statuses: [] })
})
