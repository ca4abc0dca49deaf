import type { problems as english } from '../en/problems.ts'
import type { TranslationOf } from '../../translation-of.ts'

export const problems: TranslationOf<typeof english> = {
  'bad-request': {
    title: '无法解析这个请求',
    advice: '请刷新页面。如果仍然出现，说明链接来自其他版本的 Portolan。',
  },
  'bad-pod-name': {
    title: 'Pod 不可能有这样的名称',
    advice:
      '命名空间和 Pod 的名称由小写字母、数字和短横线组成，与 kubectl get pods 的输出一致。请在资源管理器中选择 Pod。',
  },
  'bad-port': {
    title: '这不是端口号',
    advice: '端口是 1 到 65535 之间的数字。请在图上选择端口。',
  },
  'host-refused': {
    title: 'Portolan 不响应这个主机名',
    advice: '请打开它打印的地址，或用 --allowed-host 加上你使用的名称重新启动。',
  },
  'token-missing': {
    title: '缺少启动令牌',
    advice: '请打开 Portolan 启动时打印的链接。',
  },
  'token-wrong': {
    title: '启动令牌属于另一次启动',
    advice: '请打开 Portolan 最近一次打印的链接。',
  },
  'origin-refused': {
    title: '请求来自其他页面',
    advice: '只有 Portolan 自己的页面可以发出请求。请在单独的标签页中打开打印的链接。',
  },
  'method-refused': {
    title: '这里只允许读取',
    advice: '原始页面只能用 GET 和 HEAD 打开；任何会改变组件的请求都会被拒绝。',
  },
  'too-many-requests': {
    title: '请求过多',
    advice: '请稍候。如果你没有操作，说明有标签页或脚本在不停请求：请关闭不需要的。',
  },
  'not-found': {
    title: '这个地址下没有内容',
    advice: '链接可能不完整，或来自其他版本的 Portolan。',
  },
  'not-recorded': {
    title: '这份录制中没有这项内容',
    advice: '录制网格时没有要求录制它，或者当时无法获取。',
  },
  'cluster-unknown': {
    title: 'Portolan 不认识这个集群',
    advice:
      '它只知道启动时所用 kubeconfig 中的上下文和已打开的录制文件。请使用包含该上下文的 kubeconfig 启动，或重新打开录制文件。',
  },
  'cluster-unreachable': {
    title: '无法连接 API server',
    advice: '请检查网络、VPN 和服务器地址：kubectl get --raw /readyz 应当有响应。正在自动重试。',
  },
  'cluster-unauthorized': {
    title: 'API server 不接受当前凭据',
    advice: '凭据可能已过期。请像使用 kubectl 时那样重新登录；Portolan 会自动读取新的凭据。',
  },
  'credentials-failed': {
    title: '无法取得凭据',
    advice: 'kubeconfig 的 exec 插件或其文件出错。在同一终端运行 kubectl get pods，会看到同样的问题。',
  },
  forbidden: {
    title: '你没有权限执行此操作',
    advice: '请申请包含下面所列动词的 Role。可以用 kubectl auth can-i 检查。',
  },
  'pod-gone': {
    title: '此 Pod 已不存在',
    advice: '接替它的 Pod 在资源管理器中，位于同一工作负载下。',
  },
  'pod-not-running': {
    title: 'Pod 没有在运行',
    advice: '在它运行之前无法探测端口。kubectl describe pod 会说明它在等什么。',
  },
  'port-unknown': {
    title: '此 Pod 的图上没有这个端口',
    advice: '请选择图上的端口。',
  },
  'port-refused': {
    title: '没有进程监听这个端口',
    advice: '进程可能已停止或仍在启动。恢复后会显示在图上。',
  },
  'port-silent': {
    title: '端口接受了连接，但没有任何响应',
    advice: '进程可能卡住了，或过于繁忙。请重试，并查看它的 CPU 时间和日志。',
  },
  'port-reset': {
    title: '连接中途被切断',
    advice: '进程已结束，或它不使用此协议。请重试。',
  },
  'tunnel-failed': {
    title: '通往 Pod 的隧道失败',
    advice: '无法经由 API server 和 kubelet 建立端口转发。它们返回的原文见下方。',
  },
  'path-refused': {
    title: '这里不会打开此路径',
    advice: '路径中含有可能通向别处的部分。请从页面的起始地址开始。',
  },
  'query-refused': {
    title: '不能带着这个查询参数打开',
    advice: '带上这个参数，页面会产生改动，或者无法得知它会做什么。请去掉它。',
  },
  'endpoint-disruptive': {
    title: '打开此页面会影响组件运行',
    advice: '点一个链接不应造成停止、排空或任何改动，因此这里始终拒绝。',
  },
  'endpoint-not-listed': {
    title: '此页面不在安全列表中',
    advice: 'Portolan 只打开已知为只读的页面。端口面板中列出了可以打开的页面。',
  },
  'endpoint-disabled': {
    title: '运维人员已关闭此接口',
    advice: 'Envoy 自身配置中的路径列表（admin.allow_paths）没有包含它，可请网格的运维人员添加。',
  },
  'confirmation-needed': {
    title: '需要你先确认',
    advice: '访问应用自己的页面，即使只是 GET，也可能产生任何后果。确认后才会打开。',
  },
  'capability-unknown': {
    title: '此页面的地址已过期',
    advice: '原始页面的地址有效期很短。请从端口面板重新打开。',
  },
  'redirect-refused': {
    title: '页面试图跳转到别处',
    advice: '它发送了指向其他主机或端口的重定向，Portolan 不会跟随。',
  },
  'answer-too-large': {
    title: '响应过大',
    advice: '为避免占满内存和链路，响应已被截断。请缩小请求范围，或用端口面板中的命令获取。',
  },
  'answer-broken': {
    title: '响应中断或无法解析',
    advice: '组件提前结束了响应，或返回了不该有的内容。请重试。',
  },
  'not-http': {
    title: '此端口不使用 HTTP',
    advice: '没有可以显示的页面。图上的依据说明了它使用什么协议。',
  },
  'not-a-recording': {
    title: '这不是录制文件',
    advice: '请选择由 portolan snapshot 生成或从 Portolan 保存的 .tar.gz 文件。',
  },
  'recording-truncated': {
    title: '录制文件不完整',
    advice: '文件只复制或下载了一部分。请重新复制，并核对文件大小。',
  },
  'recording-damaged': {
    title: '录制文件已损坏',
    advice: '文件内容与录制时不一致，因此不显示其中任何内容。请重新复制；如仍无效，请重新录制。',
  },
  'recording-unsafe': {
    title: '这个文件可能有害',
    advice:
      '其中含有录制文件不会有的内容，常见于蓄意攻击打开者的文件。没有保留其中任何内容。请向文件提供者核实。',
  },
  'recording-too-large': {
    title: '录制文件过大',
    advice: '请减少录制的命名空间或 Pod，或在运行 Portolan 的机器上为临时目录腾出空间。',
  },
  'recording-too-new': {
    title: '录制文件来自更新版本的 Portolan',
    advice: '请使用下面注明的版本或更新的版本打开。',
  },
  'recording-only': {
    title: '只能关闭录制文件',
    advice: '这是 kubeconfig 中的集群，会保留在列表中。',
  },
  'recording-unchangeable': {
    title: '录制内容无法更改',
    advice: '这里播放的是录制的内容。要更改，请打开集群本身。',
  },
  timeout: {
    title: '未能及时得到响应',
    advice: 'API server 或组件响应缓慢。请重试；图会继续更新。',
  },
  internal: {
    title: 'Portolan 出错了',
    advice: '这是 Portolan 的缺陷，与你的网格无关。其日志中以请求编号记录了详情。',
  },
}
