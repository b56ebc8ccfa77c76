namespace Ledger.Node.Exchange;

/// <summary>
/// The status codes of the sharing services (共享服务接口, GB/T 36906-2018), as the share platforms in use answer them. The numbers are theirs.
/// </summary>
internal enum ExchangeStatus
{
    /// <summary>成功.</summary>
    Done = 0,

    /// <summary>证照源未提供此服务接口: the node has no such service.</summary>
    NoSuchService = 2,

    /// <summary>未找到匹配的证照信息: no licence that the caller may read fits.</summary>
    NotFound = 10,

    /// <summary>身份验证不通过: no valid key.</summary>
    NotAuthenticated = 11,

    /// <summary>必填参数为空: an element is missing, or the request cannot be read.</summary>
    MissingElement = 12,

    /// <summary>该用户无访问该证的权限: by type and issuer the caller may not read it, whether it exists or not.</summary>
    NotEntitled = 100,

    /// <summary>contentType 固定为 base64: another form of file was asked for.</summary>
    WrongContentType = 102,

    /// <summary>持证主体代码类型代码不符合规范.</summary>
    WrongHolderCodeType = 103,

    /// <summary>证照类型代码有误.</summary>
    WrongType = 113,
}
