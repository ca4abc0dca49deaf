import { messageOf, textOf } from '../json/field.ts'
import type { TypeShape } from './message-shape.ts'
import { code, each, flat, inside, nested, plain } from './read.ts'
import { grpcService, source } from './read-values.ts'

const format = nested([
  ['text_format_source', 'filter.text-format', source],
  ['text_format', 'filter.text-format', code],
  ['json_format', 'filter.json-format', code],
  ['omit_empty_values', 'filter.omit-empty', plain],
  ['formatters', 'filter.formatters', plain],
])

const commonGrpc = flat([
  ['log_name', 'filter.log-name', plain],
  ['grpc_service', 'filter.grpc', grpcService],
  ['transport_api_version', 'filter.api-version', plain],
  ['buffer_flush_interval', 'filter.flush-interval', plain],
  ['buffer_size_bytes', 'filter.buffer-bytes', plain],
  ['filter_state_objects_to_log', 'filter.filter-state', plain],
  ['custom_tags', 'filter.tag', each([], (tag) => textOf(tag, 'tag'))],
])

/** @see envoy: api/envoy/extensions/access_loggers */
export const accessLogTypes: readonly TypeShape[] = [
  {
    types: ['envoy.extensions.access_loggers.file.v3.FileAccessLog'],
    says: (log) => textOf(log, 'path'),
    fields: [
      ['path', 'filter.path', plain],
      ['log_format', 'filter.format', format],
      ['format', 'filter.text-format', code],
      ['json_format', 'filter.json-format', code],
      ['typed_json_format', 'filter.json-format', code],
    ],
  },
  {
    types: [
      'envoy.extensions.access_loggers.stream.v3.StdoutAccessLog',
      'envoy.extensions.access_loggers.stream.v3.StderrAccessLog',
    ],
    fields: [['log_format', 'filter.format', format]],
  },
  {
    types: [
      'envoy.extensions.access_loggers.grpc.v3.HttpGrpcAccessLogConfig',
      'envoy.extensions.access_loggers.grpc.v3.TcpGrpcAccessLogConfig',
    ],
    says: (log) => textOf(messageOf(log, 'common_config'), 'log_name'),
    fields: [
      ['common_config', 'filter.common', commonGrpc],
      ['additional_request_headers_to_log', 'filter.request-headers', plain],
      ['additional_response_headers_to_log', 'filter.response-headers', plain],
      ['additional_response_trailers_to_log', 'filter.response-trailers', plain],
    ],
  },
  {
    types: ['envoy.extensions.access_loggers.open_telemetry.v3.OpenTelemetryAccessLogConfig'],
    says: (log) => textOf(messageOf(log, 'common_config') ?? log, 'log_name'),
    fields: [
      ['common_config', 'filter.common', commonGrpc],
      ['grpc_service', 'filter.grpc', grpcService],
      ['log_name', 'filter.log-name', plain],
      ['body', 'filter.body', inside('string_value', code)],
      ['attributes', 'filter.attributes', code],
      ['resource_attributes', 'filter.attributes', code],
      ['disable_builtin_labels', 'filter.no-builtin-labels', plain],
    ],
  },
]
