namespace Ledger.Api.Hosting;

/// <summary>What is said of each fault, in both languages.</summary>
internal static class ConfigurationText
{
    /// <summary>What is wrong and what to do, in English.</summary>
    public static string English(ConfigurationFault fault) => Of(fault).English;

    /// <summary>The same in Chinese.</summary>
    public static string Chinese(ConfigurationFault fault) => Of(fault).Chinese;

    private static (string English, string Chinese) Of(ConfigurationFault fault) => fault switch
    {
        ConfigurationFault.SettingsWrong => ("Mend the setting.", "配置有误，请更正。"),
        ConfigurationFault.PlainHttp => ("An https address is needed, or an http address on loopback with a proxy before it.", "须监听 https 地址，或只监听本机 http 地址并由前置代理提供 TLS。"),
        ConfigurationFault.NoTls => ("Others reach the node without TLS; https is needed.", "对外地址须为 https。"),
        ConfigurationFault.BearerKeys => ("Whoever reads a key that is shown acts as the department; register keys that sign.", "对外节点不得接受出示式密钥，请改用请求签名。"),
        ConfigurationFault.DemoProvider => ("A provider on this machine signs anybody in; name the real one.", "对外节点不得使用本机演示身份提供方。"),
        ConfigurationFault.AcceptLoad => ("Anybody could fill the log; leave it out.", "对外节点不得开放压测写入。"),
        ConfigurationFault.NoClientAddress => ("All callers would be counted as one; name the header that the proxy sets.", "须指明代理传递来源地址的请求头，否则无法区分调用者。"),
        ConfigurationFault.TelemetryOpen => ("Anybody reads the figures; use an address of this machine or of the operator's own network.", "监控地址不得对公网开放。"),
        ConfigurationFault.NoWitnesses => ("Nobody would notice a rewritten log; name witnesses and map auditors.", "须指定见证方与状态图审计方。"),
        ConfigurationFault.NoQuorum => ("Verifiers ask for no cosignature; give the log a policy.", "信任策略须规定见证法定数。"),
        ConfigurationFault.KeyMode => ("Only the owner may have access to it (chmod 600).", "私密文件只可由属主访问（chmod 600）。"),
        ConfigurationFault.KeyOwner => ("It belongs to somebody else than who runs the node (chown).", "私密文件的属主须为节点的运行账户。"),
        ConfigurationFault.SecretInEnvironment => ("Secrets are given in files for their owner only, or as a credential; unset it.", "密钥与口令不得放在环境变量中。"),
        ConfigurationFault.SettingsReadable => ("It has access keys of the chain's nodes (headers), and others may read it (chmod 600).", "配置中含访问密钥，只可由属主读取（chmod 600）。"),
        ConfigurationFault.ClientKeyUnusable => ("TLS here takes P-256 or RSA; for domestic TLS (TLCP) there is a gateway.", "此处 TLS 只支持 P-256 或 RSA 密钥；国密 TLS 请经网关。"),
        ConfigurationFault.NoClientKey => ("Provinces that register this node with a certificate will not answer it; put tls.crt and tls.key among the keys.", "登记了本节点证书的省份将不予应答；请在密钥目录放置 tls.crt 与 tls.key。"),
        ConfigurationFault.NoAnchor => ("Nothing is anchored on a chain.", "未配置上链存证。"),
        ConfigurationFault.SameVolume => ("It lies on the volume of the database, and is lost or restored with it; best on another disk.", "与数据库位于同一卷，建议放在另一磁盘。"),
        ConfigurationFault.ClockUnsynchronised => ("The kernel says that nothing keeps the clock right; run a time service.", "系统时钟未同步，请运行时间服务。"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
