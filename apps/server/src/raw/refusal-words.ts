import type { ProblemCode } from '@portolan/contract/problem'

/** Two sentences about why there is no page: what happened, and what to do. */
type Words = { readonly title: string; readonly text: string }
export type Language = 'en' | 'zh-CN'

/** A browser's `Accept-Language` decides: the page cannot know what the workbench was switched to. */
export function languageOf(acceptLanguage: string | undefined): Language {
  return /^\s*zh\b/i.test(acceptLanguage ?? '') ? 'zh-CN' : 'en'
}

export function wordsFor(code: ProblemCode, language: Language): Words {
  return words[language][code] ?? fallback[language]
}

const fallback: Readonly<Record<Language, Words>> = {
  en: {
    title: 'This page cannot be shown',
    text: 'Portolan could not get it. The log of the command says more.',
  },
  'zh-CN': { title: '无法显示此页面', text: 'Portolan 未能取得该页面，详情见命令行日志。' },
}

const words: Readonly<Record<Language, Partial<Record<ProblemCode, Words>>>> = {
  en: {
    'method-refused': {
      title: 'Original pages are read-only',
      text: 'Only GET and HEAD pass through here. Buttons of a page that change something do nothing; use the actions that Portolan offers instead.',
    },
    'origin-refused': {
      title: 'Asked from the wrong place',
      text: 'An original page answers a person who opens it or follows its links, not another page that loads parts of it.',
    },
    'capability-unknown': {
      title: 'This link has expired',
      text: 'Links to original pages live ten minutes after their last use. Open the page again from the port in Portolan.',
    },
    'path-refused': {
      title: 'This path is refused',
      text: 'It holds something that servers read in different ways: dots, doubled slashes, semicolons or escapes that hide them.',
    },
    'query-refused': {
      title: 'This query is refused',
      text: 'One of its parameters is not on the list of what may be asked on this page.',
    },
    'endpoint-disruptive': {
      title: 'Refused: this would change something',
      text: 'The component acts on this request, whoever sends it. Original pages only read.',
    },
    'endpoint-not-listed': {
      title: 'Not on the list of this port',
      text: 'Portolan forwards only the endpoints that it knows to be safe on this port.',
    },
    'redirect-refused': {
      title: 'A redirect out of the pod was refused',
      text: 'The port answered with a redirect to another host. It was not followed.',
    },
    'answer-too-large': {
      title: 'The answer is too large',
      text: 'It is longer than what Portolan forwards. Ask for a part of it, or use kubectl port-forward.',
    },
    'not-http': {
      title: 'This port does not speak HTTP',
      text: 'It answered, but not with an HTTP response.',
    },
    'port-refused': {
      title: 'Nothing listens on this port',
      text: 'The way to the pod is open; the connection to the port itself was refused.',
    },
    'port-silent': {
      title: 'The port accepted the request and stays silent',
      text: 'The process may be frozen or busy. Portolan stopped waiting.',
    },
    'port-reset': {
      title: 'The connection was cut off',
      text: 'It ended before an answer came. The process may have restarted: try again.',
    },
    'pod-gone': {
      title: 'This pod is gone',
      text: 'It was deleted or replaced since the link was made. Open the page again from the pod that is there now.',
    },
    'pod-not-running': {
      title: 'This pod does not run',
      text: 'Kubernetes says that there is no running container to connect to.',
    },
    forbidden: {
      title: 'Kubernetes refuses the way to this pod',
      text: 'Your user may not open a port-forward here. The message below names the missing right.',
    },
    timeout: {
      title: 'No answer in time',
      text: 'The way to the pod did not open, or broke on the way: API server, kubelet or network.',
    },
    'cluster-unreachable': {
      title: 'The API server cannot be reached',
      text: 'Try again when the cluster is back.',
    },
    'cluster-unauthorized': {
      title: 'The API server does not accept your credentials',
      text: 'Sign in to the cluster again.',
    },
    'tunnel-failed': {
      title: 'The tunnel to the pod failed',
      text: 'The API server or the kubelet could not open a port-forward.',
    },
  },
  'zh-CN': {
    'method-refused': {
      title: '原始页面只读',
      text: '此处只允许 GET 和 HEAD。页面上会改变状态的按钮不起作用，请使用 Portolan 提供的操作。',
    },
    'origin-refused': {
      title: '请求来源不对',
      text: '原始页面只响应用户打开页面或点击其链接，不响应其他页面加载其内容。',
    },
    'capability-unknown': {
      title: '链接已过期',
      text: '原始页面的链接在最后一次使用十分钟后失效。请在 Portolan 中从该端口重新打开。',
    },
    'path-refused': {
      title: '路径被拒绝',
      text: '路径中含有不同服务器会作不同解读的内容：点段、双斜杠、分号或隐藏它们的转义。',
    },
    'query-refused': { title: '查询参数被拒绝', text: '其中有参数不在此页面允许的列表内。' },
    'endpoint-disruptive': {
      title: '已拒绝：该请求会改变状态',
      text: '无论由谁发出，组件都会执行该请求。原始页面只用于读取。',
    },
    'endpoint-not-listed': { title: '不在此端口的列表内', text: 'Portolan 只转发已知对该端口安全的端点。' },
    'redirect-refused': {
      title: '已拒绝离开 Pod 的重定向',
      text: '该端口返回了指向其他主机的重定向，未予跟随。',
    },
    'answer-too-large': {
      title: '响应过大',
      text: '超出 Portolan 的转发上限。请只请求其中一部分，或使用 kubectl port-forward。',
    },
    'not-http': { title: '此端口不是 HTTP', text: '端口有应答，但不是 HTTP 响应。' },
    'port-refused': { title: '没有进程监听此端口', text: '通往 Pod 的路径是通的，但端口本身拒绝了连接。' },
    'port-silent': {
      title: '端口接受了请求但没有应答',
      text: '进程可能卡住了，或过于繁忙，Portolan 已停止等待。',
    },
    'port-reset': { title: '连接被中断', text: '在应答到达之前连接就结束了。进程可能已重启，请重试。' },
    'pod-gone': {
      title: 'Pod 已不存在',
      text: '链接生成后该 Pod 已被删除或替换。请从现有的 Pod 重新打开页面。',
    },
    'pod-not-running': { title: 'Pod 未在运行', text: 'Kubernetes 表示没有可连接的运行中容器。' },
    forbidden: {
      title: 'Kubernetes 拒绝访问该 Pod',
      text: '当前用户无权在此进行端口转发，下方信息列出缺少的权限。',
    },
    timeout: { title: '未能及时得到应答', text: '通往 Pod 的路径未打通或中断：API server、kubelet 或网络。' },
    'cluster-unreachable': { title: '无法连接 API server', text: '请在集群恢复后重试。' },
    'cluster-unauthorized': { title: 'API server 不接受当前凭据', text: '请重新登录集群。' },
    'tunnel-failed': { title: '通往 Pod 的隧道失败', text: 'API server 或 kubelet 未能建立端口转发。' },
  },
}
