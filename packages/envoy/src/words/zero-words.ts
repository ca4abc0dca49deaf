/** Statistics that should stay at zero: what they mean when they do not, and why to look. */
export const zeroWords = {
  'zero.update-rejected': { en: 'Configuration rejected', 'zh-CN': '配置被拒绝' },
  'zero.update-rejected.why': {
    en: 'Envoy refused an update (NACK) since it started and kept what it had. Compare the time of the last update, and look at the errors of the resources.',
    'zh-CN':
      'Envoy 自启动以来拒绝过更新（NACK），并继续使用旧配置。请对比最近更新时间，并查看资源的错误信息。',
  },
  'zero.listener-create-failure': { en: 'Listener not created', 'zh-CN': '监听器创建失败' },
  'zero.listener-create-failure.why': {
    en: 'A worker could not add a listener, most often because its port was taken.',
    'zh-CN': '工作线程无法添加监听器，常见原因是端口已被占用。',
  },
  'zero.init-fetch-timeout': { en: 'First fetch timed out', 'zh-CN': '首次拉取超时' },
  'zero.init-fetch-timeout.why': {
    en: 'A resource did not come in time when Envoy first asked, so it went on without it.',
    'zh-CN': '首次请求资源时未及时收到，Envoy 在缺少该资源的情况下继续运行。',
  },
  'zero.breaker-open': { en: 'Circuit breaker open', 'zh-CN': '熔断器已打开' },
  'zero.breaker-open.why': {
    en: 'The limit of connections, requests or retries is reached now: further ones fail at once (503, flag UO).',
    'zh-CN': '连接、请求或重试数已达上限，新的请求会立即失败（503，标志 UO）。',
  },
  'zero.upstream-overflow': { en: 'Turned away by a circuit breaker', 'zh-CN': '被熔断拒绝' },
  'zero.upstream-overflow.why': {
    en: 'Connections or requests failed since the start because a limit of the connection pool was reached.',
    'zh-CN': '自启动以来，有连接或请求因达到连接池上限而失败。',
  },
  'zero.connect-fail': { en: 'Connections failed', 'zh-CN': '连接失败' },
  'zero.connect-fail.why': {
    en: 'Envoy could not connect to a host: nothing listens there, a network policy drops it, or it does not answer in time.',
    'zh-CN': 'Envoy 无法连接到主机：端口无人监听、被网络策略丢弃，或未及时应答。',
  },
  'zero.none-healthy': { en: 'No healthy host', 'zh-CN': '没有健康的主机' },
  'zero.none-healthy.why': {
    en: 'Requests failed because the cluster had no host to send them to (503, flag UH).',
    'zh-CN': '上游集群没有可用主机，请求失败（503，标志 UH）。',
  },
  'zero.panic': { en: 'Panic routing', 'zh-CN': '恐慌路由（panic）' },
  'zero.panic.why': {
    en: 'So few hosts were healthy that Envoy sent requests to unhealthy ones too.',
    'zh-CN': '健康主机过少，Envoy 也会把请求发给不健康的主机。',
  },
  'zero.request-timeout': { en: 'Requests timed out', 'zh-CN': '请求超时' },
  'zero.request-timeout.why': {
    en: 'The upstream did not answer within the timeout of the route (504, flag UT).',
    'zh-CN': '上游未在路由的超时时间内应答（504，标志 UT）。',
  },
  'zero.retries-used-up': { en: 'Retries used up', 'zh-CN': '重试次数用尽' },
  'zero.retries-used-up.why': {
    en: 'Requests failed after all the retries that the route allows.',
    'zh-CN': '请求在用完路由允许的重试次数后仍然失败。',
  },
  'zero.protocol-error': { en: 'Protocol errors', 'zh-CN': '协议错误' },
  'zero.protocol-error.why': {
    en: 'One side did not speak the HTTP that was agreed on; often a port whose protocol is declared wrong. A connection that was cut counts too.',
    'zh-CN': '一方未使用约定的 HTTP 协议，常见原因是端口协议声明有误；连接被切断也会计入。',
  },
  'zero.ejections-active': { en: 'Hosts ejected', 'zh-CN': '主机被驱逐' },
  'zero.ejections-active.why': {
    en: 'Outlier detection has taken hosts out of load balancing because they failed too often.',
    'zh-CN': '异常点检测已将频繁失败的主机移出负载均衡。',
  },
  'zero.tls-fail': { en: 'TLS failed', 'zh-CN': 'TLS 失败' },
  'zero.tls-fail.why': {
    en: 'Handshakes failed: a certificate that is expired, missing or not trusted, or plain text where TLS is demanded.',
    'zh-CN': '握手失败：证书过期、缺失或不受信任，或在要求 TLS 处使用了明文。',
  },
  'zero.assignment-stale': { en: 'Endpoints are old', 'zh-CN': '端点已过期' },
  'zero.assignment-stale.why': {
    en: 'Endpoints came with a time to live that ran out before new ones came.',
    'zh-CN': '端点的有效期已过，但尚未收到新的端点。',
  },
  'zero.denied': { en: 'Denied by authorization', 'zh-CN': '被授权策略拒绝' },
  'zero.denied.why': {
    en: 'An AuthorizationPolicy turned requests away. That is its work; look when the callers should have been let in.',
    'zh-CN': 'AuthorizationPolicy 拒绝了请求。这是它的职责；若调用方本应放行，请检查策略。',
  },
  'zero.no-filter-chain': { en: 'No filter chain matched', 'zh-CN': '没有匹配的过滤器链' },
  'zero.no-filter-chain.why': {
    en: 'Connections were closed because no filter chain was for them: an unknown SNI, or plain text where mutual TLS is strict.',
    'zh-CN': '没有过滤器链适用于这些连接，连接被关闭：SNI 未知，或在严格双向 TLS 处使用了明文。',
  },
  'zero.downstream-overload': { en: 'Callers turned away by overload', 'zh-CN': '因过载拒绝下游' },
  'zero.downstream-overload.why': {
    en: 'Envoy refused connections or requests because a limit of connections or of the overload manager was reached.',
    'zh-CN': '达到连接数或过载管理器的上限，Envoy 拒绝了连接或请求。',
  },
  'zero.listener-filter': { en: 'Gone before the first bytes were read', 'zh-CN': '首字节读取前断开' },
  'zero.listener-filter.why': {
    en: 'Connections ended while Envoy was still finding out their protocol; probes of a port do that.',
    'zh-CN': '在识别协议时连接即结束；端口探测会造成这种情况。',
  },
  'zero.overload': { en: 'Overload action', 'zh-CN': '过载动作' },
  'zero.overload.why': {
    en: 'The overload manager is acting: Envoy sheds load or cannot measure it.',
    'zh-CN': '过载管理器正在生效：Envoy 正在减载，或无法测量负载。',
  },
  'zero.watchdog-mega-miss': { en: 'A thread stood still', 'zh-CN': '线程停滞' },
  'zero.watchdog-mega-miss.why': {
    en: 'A thread of Envoy did not come round for a second or longer: too little CPU, or work that blocks.',
    'zh-CN': 'Envoy 的某个线程至少 1 秒没有响应：CPU 不足，或有阻塞的工作。',
  },
  'zero.watchdog-miss': { en: 'A thread was late', 'zh-CN': '线程响应迟缓' },
  'zero.watchdog-miss.why': {
    en: 'A thread of Envoy was late for its watchdog (200 ms by default); throttled CPU is the usual cause.',
    'zh-CN': 'Envoy 的线程未按时向看门狗报到（默认 200 毫秒），通常是 CPU 被限流。',
  },
  'zero.envoy-bug': { en: 'Envoy found a bug in itself', 'zh-CN': 'Envoy 发现自身缺陷' },
  'zero.envoy-bug.why': {
    en: 'A check inside Envoy failed; its log has the place.',
    'zh-CN': 'Envoy 内部检查失败，位置见其日志。',
  },
  'zero.unknown-fields': { en: 'Unknown fields in the configuration', 'zh-CN': '配置含未知字段' },
  'zero.unknown-fields.why': {
    en: 'Configuration has fields that this Envoy does not know and leaves out: the control plane is newer, or a name is misspelt.',
    'zh-CN': '配置中有此 Envoy 不认识并忽略的字段：控制平面版本更新，或字段名拼写有误。',
  },
  'zero.dropped-flushes': { en: 'Statistics not flushed', 'zh-CN': '统计未刷新' },
  'zero.dropped-flushes.why': {
    en: 'A flush of statistics was skipped because the one before was not done.',
    'zh-CN': '上一次统计刷新尚未完成，本次被跳过。',
  },
  'zero.secrets-not-ready': { en: 'TLS secrets not ready', 'zh-CN': 'TLS 证书未就绪' },
  'zero.secrets-not-ready.why': {
    en: 'A connection needed a certificate that had not come yet, or a new one could not be used.',
    'zh-CN': '连接需要的证书尚未收到，或新证书无法使用。',
  },
  'zero.wasm-fail': { en: 'Wasm extension failed', 'zh-CN': 'Wasm 扩展失败' },
  'zero.wasm-fail.why': {
    en: 'A Wasm module could not be fetched, or crashed.',
    'zh-CN': 'Wasm 模块无法获取，或已崩溃。',
  },
} as const
