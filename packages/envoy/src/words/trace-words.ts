/** Why a request goes where it goes: sentences of a trace, with values that stand in them as `{name}`. */
export const traceWords = {
  'trace.address-of-host': {
    en: '{address} is the address of {host}: a listener there leads to it',
    'zh-CN': '{address} 是 {host} 的地址：该处有监听器指向它',
  },
  'trace.asks-service': {
    en: 'Asks a service whether it may go on: {service}',
    'zh-CN': '由外部服务决定是否放行：{service}',
  },
  'trace.certificate-wanted': {
    en: 'The caller must show a certificate, and shows none: the handshake fails',
    'zh-CN': '要求调用方出示证书，而调用方未出示：握手失败',
  },
  'trace.chain-address': {
    en: 'takes connections to {wanted}, not to {address}',
    'zh-CN': '仅接受目的地址 {wanted}，而非 {address}',
  },
  'trace.chain-default': {
    en: 'No other filter chain takes the connection, so the default one does',
    'zh-CN': '没有其他过滤器链接受该连接，由默认过滤器链处理',
  },
  'trace.chain-default-only': {
    en: 'is the default: it takes only what no other takes',
    'zh-CN': '是默认过滤器链：仅处理其他链都不接受的连接',
  },
  'trace.chain-fits': {
    en: 'This filter chain fits the connection best',
    'zh-CN': '该过滤器链与连接最匹配',
  },
  'trace.chain-less-specific': {
    en: 'fits, but asks for less than the one that was chosen',
    'zh-CN': '匹配，但不如所选过滤器链具体',
  },
  'trace.chain-no-server-name': {
    en: 'wants the server name {wanted}, and none was sent',
    'zh-CN': '要求服务器名称 {wanted}，而连接未发送',
  },
  'trace.chain-port': {
    en: 'takes port {wanted}, not {port}',
    'zh-CN': '仅接受端口 {wanted}，而非 {port}',
  },
  'trace.chain-protocols': {
    en: 'wants one of {wanted}; seen: {offered}',
    'zh-CN': '要求应用协议 {wanted} 之一；实际为：{offered}',
  },
  'trace.chain-same': {
    en: 'fits as well, and comes later',
    'zh-CN': '同样匹配，但排在后面',
  },
  'trace.chain-server-name': {
    en: 'wants the server name {wanted}, not {name}',
    'zh-CN': '要求服务器名称 {wanted}，而非 {name}',
  },
  'trace.chain-source': {
    en: 'takes callers from {wanted}, not {address}',
    'zh-CN': '仅接受来自 {wanted} 的调用方，而非 {address}',
  },
  'trace.chain-source-port': {
    en: 'takes only some source ports: {wanted}',
    'zh-CN': '仅接受部分源端口：{wanted}',
  },
  'trace.chain-source-type': {
    en: 'takes only callers of the kind {wanted}',
    'zh-CN': '仅接受来源类型 {wanted}',
  },
  'trace.chain-transport': {
    en: 'takes {wanted}, not {transport}',
    'zh-CN': '仅接受 {wanted}，而非 {transport}',
  },
  'trace.chain-unknown': {
    en: 'Cannot be told: it depends on an address that was not given',
    'zh-CN': '无法判断：取决于未给出的地址',
  },
  'trace.chance': {
    en: 'takes {percent} % of the requests',
    'zh-CN': '仅匹配 {percent}% 的请求',
  },
  'trace.cluster-found': { en: 'The cluster is in use', 'zh-CN': '集群正在使用' },
  'trace.cluster-missing': {
    en: 'Envoy has no such cluster',
    'zh-CN': 'Envoy 没有该集群',
  },
  'trace.cluster-warming': {
    en: 'The cluster is still warming: Envoy does not use it yet',
    'zh-CN': '集群仍在预热：Envoy 尚未使用它',
  },
  'trace.cookie-differs': { en: 'wants {wanted}', 'zh-CN': '要求 {wanted}' },
  'trace.cors-forwarded': {
    en: 'A preflight from {origin}, which is not allowed, goes on to the server',
    'zh-CN': '来源 {origin} 不被允许，其预检请求继续转发到服务器',
  },
  'trace.cors-other-preflight': {
    en: 'A preflight from {origin}, which is not allowed, is answered here',
    'zh-CN': '来源 {origin} 不被允许，其预检请求在此应答',
  },
  'trace.cors-plain': {
    en: 'From {origin}; only preflight requests are answered here',
    'zh-CN': '来自 {origin}；此处仅应答预检请求',
  },
  'trace.cors-preflight': {
    en: 'A preflight from {origin}, which is allowed, is answered here',
    'zh-CN': '来源 {origin} 被允许，其预检请求在此应答',
  },
  'trace.domain-fits': {
    en: 'Its domain {domain} fits {host} best',
    'zh-CN': '其域名 {domain} 与 {host} 最匹配',
  },
  'trace.domain-less-specific': {
    en: 'its domain {domain} fits too, but is less specific',
    'zh-CN': '其域名 {domain} 也匹配，但不够具体',
  },
  'trace.domains-differ': {
    en: 'its domains are {domains}',
    'zh-CN': '其域名为 {domains}',
  },
  'trace.escaped-slash': {
    en: 'The path has an escaped slash, which is refused here',
    'zh-CN': '路径含有转义的斜杠，在此被拒绝',
  },
  'trace.external-not-asked': {
    en: 'No policy asks for this service: {service}',
    'zh-CN': '没有策略要求询问该服务：{service}',
  },
  'trace.external-off': { en: 'Switched off by the route', 'zh-CN': '已由路由关闭' },
  'trace.fault-abort': {
    en: 'An injected fault answers {percent} % with {status}',
    'zh-CN': '故障注入：{percent}% 的请求返回 {status}',
  },
  'trace.fault-delay': {
    en: 'An injected fault holds {percent} % up for {delay}',
    'zh-CN': '故障注入：{percent}% 的请求延迟 {delay}',
  },
  'trace.fault-headers': {
    en: 'The injected fault is for other headers',
    'zh-CN': '故障注入针对其他请求头',
  },
  'trace.filter-not-delivered': {
    en: 'The filter has not been delivered yet',
    'zh-CN': '该过滤器尚未下发',
  },
  'trace.header-differs': {
    en: 'wants the header {wanted}; it is {value}',
    'zh-CN': '要求请求头 {wanted}；实际为 {value}',
  },
  'trace.host-out': { en: 'is out: {health}', 'zh-CN': '已剔除：{health}' },
  'trace.host-priority': {
    en: 'has priority {priority}: used when those before cannot bear the load',
    'zh-CN': '优先级为 {priority}：仅在更高优先级不足时使用',
  },
  'trace.hosts': {
    en: '{taken} of {hosts} hosts may be chosen',
    'zh-CN': '{hosts} 个主机中有 {taken} 个可被选择',
  },
  'trace.jwt-missing': {
    en: 'A token (JWT) is required, and there is none',
    'zh-CN': '要求令牌（JWT），而请求未携带',
  },
  'trace.jwt-missing-allowed': {
    en: 'No token (JWT); that is allowed here',
    'zh-CN': '未携带令牌（JWT）；此处允许',
  },
  'trace.jwt-not-asked': {
    en: 'No rule asks for a token (JWT) here',
    'zh-CN': '此处没有规则要求令牌（JWT）',
  },
  'trace.jwt-off': { en: 'No token (JWT) is looked at here', 'zh-CN': '此处不检查令牌（JWT）' },
  'trace.jwt-token': {
    en: 'There is a token (JWT); whether it is good is not verified here',
    'zh-CN': '请求携带令牌（JWT）；此处不校验其有效性',
  },
  'trace.listener-catch-all': {
    en: 'No listener of its own for this address or port {port}: the one that catches all keeps it',
    'zh-CN': '该地址或端口 {port} 没有专门的监听器：由兜底监听器处理',
  },
  'trace.listener-exact': {
    en: 'The listener of the very address {address}',
    'zh-CN': '正是地址 {address} 的监听器',
  },
  'trace.listener-inbound': {
    en: 'What comes in to port {port} is redirected to this listener',
    'zh-CN': '进入端口 {port} 的流量被重定向到该监听器',
  },
  'trace.listener-less-specific': {
    en: 'takes the port at any address; the exact address counts more',
    'zh-CN': '接受任意地址的该端口；精确地址优先',
  },
  'trace.listener-other-address': {
    en: 'is for the address {address}',
    'zh-CN': '用于地址 {address}',
  },
  'trace.listener-own': {
    en: 'A socket of its own for port {port}',
    'zh-CN': '端口 {port} 有自己的套接字',
  },
  'trace.listener-port': {
    en: 'The listener of port {port} at any address',
    'zh-CN': '任意地址上端口 {port} 的监听器',
  },
  'trace.listener-state': {
    en: 'is not in use: {state}',
    'zh-CN': '未在使用：{state}',
  },
  'trace.local-limit': {
    en: 'Lets {tokens} pass each {interval} ({most} at most); beyond that it answers {status}',
    'zh-CN': '每 {interval} 放行 {tokens} 个（最多 {most} 个），超出返回 {status}',
  },
  'trace.no-chain': {
    en: 'No filter chain takes the connection: it is closed',
    'zh-CN': '没有过滤器链接受该连接：连接被关闭',
  },
  'trace.no-hosts': { en: 'The cluster has no hosts', 'zh-CN': '集群没有主机' },
  'trace.no-http': {
    en: 'HTTP in plain text is expected here, and this is something else',
    'zh-CN': '此处应为 HTTP，而实际是其他协议',
  },
  'trace.no-listener': {
    en: 'Nothing listens for port {port}',
    'zh-CN': '没有监听端口 {port}',
  },
  'trace.no-route': {
    en: 'No route of this virtual host fits',
    'zh-CN': '该虚拟主机没有匹配的路由',
  },
  'trace.no-terminal': {
    en: 'The filter chain ends without sending the bytes anywhere',
    'zh-CN': '过滤器链未将数据发往任何地方',
  },
  'trace.no-virtual-host': {
    en: 'No virtual host has a domain that fits {host}',
    'zh-CN': '没有虚拟主机的域名匹配 {host}',
  },
  'trace.none-healthy': {
    en: 'None of {hosts} hosts is healthy',
    'zh-CN': '{hosts} 个主机均不健康',
  },
  'trace.not-evaluated': {
    en: 'Cannot be told here: {what}',
    'zh-CN': '此处无法判断：{what}',
  },
  'trace.not-grpc': {
    en: 'wants gRPC; the content type is {type}',
    'zh-CN': '要求 gRPC；内容类型为 {type}',
  },
  'trace.original-destination': {
    en: 'It goes to the address that the connection was meant for',
    'zh-CN': '发往连接的原始目的地址',
  },
  'trace.panic': {
    en: 'Only {healthy} of {hosts} hosts are healthy: so few that Envoy sends to all of them',
    'zh-CN': '{hosts} 个主机中仅 {healthy} 个健康：低于恐慌阈值，Envoy 发往全部主机',
  },
  'trace.path-differs': {
    en: 'wants the path {wanted}; it is {path}',
    'zh-CN': '要求路径 {wanted}；实际为 {path}',
  },
  'trace.path-normalised': {
    en: 'The path {from} is read as {to}',
    'zh-CN': '路径 {from} 规范化为 {to}',
  },
  'trace.plain-where-tls': {
    en: 'TLS is expected here, and the bytes come in plain text',
    'zh-CN': '此处应为 TLS，而收到的是明文',
  },
  'trace.policy-does-not-fit': { en: 'does not fit the request', 'zh-CN': '与请求不匹配' },
  'trace.query-differs': {
    en: 'wants the query {wanted}; it is {query}',
    'zh-CN': '要求查询参数 {wanted}；实际为 {query}',
  },
  'trace.rbac-allows': { en: 'Allowed by {policy}', 'zh-CN': '{policy} 允许' },
  'trace.rbac-denies': { en: 'Denied by {policy}', 'zh-CN': '{policy} 拒绝' },
  'trace.rbac-nobody': {
    en: 'There is no rule that allows anybody',
    'zh-CN': '没有允许任何人的规则',
  },
  'trace.rbac-none-allows': {
    en: 'No policy allows it; looked at: {count}',
    'zh-CN': '没有策略允许；已检查 {count} 条',
  },
  'trace.rbac-none-denies': {
    en: 'No policy denies it; looked at: {count}',
    'zh-CN': '没有策略拒绝；已检查 {count} 条',
  },
  'trace.rbac-off': { en: 'Switched off by the route', 'zh-CN': '已由路由关闭' },
  'trace.rbac-unknown': {
    en: 'Cannot be told: {policy} asks for something that is not in the request',
    'zh-CN': '无法判断：{policy} 要求的内容未在请求中给出',
  },
  'trace.route-configuration': {
    en: 'Route configuration {name}',
    'zh-CN': '路由配置 {name}',
  },
  'trace.route-fits': { en: 'The first route that fits', 'zh-CN': '第一条匹配的路由' },
  'trace.routes-missing': {
    en: 'The route configuration {name} has not come',
    'zh-CN': '路由配置 {name} 尚未下发',
  },
  'trace.runs-code': {
    en: 'Runs code that may do anything with the request',
    'zh-CN': '运行可任意处理请求的代码',
  },
  'trace.secret-missing': {
    en: 'The secret {secret} has not come: no handshake without it',
    'zh-CN': '证书与密钥 {secret} 尚未下发：无法握手',
  },
  'trace.seen-plain': {
    en: 'Seen as plain text; protocols: {protocols}',
    'zh-CN': '识别为明文；协议：{protocols}',
  },
  'trace.seen-tls': {
    en: 'Seen as TLS; server name {name}, protocols: {protocols}',
    'zh-CN': '识别为 TLS；服务器名称 {name}，协议：{protocols}',
  },
  'trace.shadow': {
    en: 'Rules that are only tried out: {policy}',
    'zh-CN': '仅试运行的规则：{policy}',
  },
  'trace.shadow-unknown': {
    en: 'Rules that are only tried out cannot be told',
    'zh-CN': '仅试运行的规则无法判断',
  },
  'trace.tcp-cluster': { en: 'Every byte goes to {cluster}', 'zh-CN': '全部字节发往 {cluster}' },
  'trace.tcp-weighted': {
    en: 'Shared among {clusters} clusters by weight',
    'zh-CN': '按权重分配到 {clusters} 个集群',
  },
  'trace.tls-ends': {
    en: 'TLS ends here; the caller shows no certificate',
    'zh-CN': 'TLS 在此终止；调用方未出示证书',
  },
  'trace.tls-ends-as': {
    en: 'Mutual TLS ends here; the caller is {principal}',
    'zh-CN': '双向 TLS 在此终止；调用方为 {principal}',
  },
  'trace.tls-mutual': {
    en: 'Sent by mutual TLS; server name {name}',
    'zh-CN': '以双向 TLS 发送；服务器名称 {name}',
  },
  'trace.tls-plain': { en: 'Sent as it is, without TLS of this proxy', 'zh-CN': '原样发送，本代理不加 TLS' },
  'trace.tls-tls': { en: 'Sent by TLS; server name {name}', 'zh-CN': '以 TLS 发送；服务器名称 {name}' },
} as const
