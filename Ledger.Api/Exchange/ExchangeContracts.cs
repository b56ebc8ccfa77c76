using System.Text.Json.Serialization;

namespace Ledger.Api.Exchange;

/// <summary>What a system sends to read one licence by its identifier; as JSON or as a form.</summary>
/// <param name="CertificateID">证照标识.</param>
/// <param name="UseFor">用途: what it is read for, 1 to 200 characters.</param>
/// <param name="OrgName">Who asks: name of the organisation.</param>
/// <param name="Username">Its operator.</param>
/// <param name="ItemName">事项名称.</param>
/// <param name="ItemCode">事项编码.</param>
/// <param name="BusinessCode">业务流水号.</param>
/// <param name="SessionId">The key of the caller's system, where it is not sent as <c>Authorization: Bearer</c>.</param>
/// <param name="ContentType">Left out, or <c>base64</c>.</param>
public sealed record ExchangeByIdentifierRequest(
    [property: JsonPropertyName("CertificateID")] string CertificateID,
    [property: JsonPropertyName("UseFor")] string UseFor,
    string OrgName,
    string Username,
    string ItemName,
    string ItemCode,
    string BusinessCode,
    string? SessionId = null,
    string? ContentType = null);

/// <summary>What a system sends to read one licence of a holder; as JSON or as a form.</summary>
/// <param name="CertificateType">证照类型代码, or the type's Chinese name.</param>
/// <param name="CertificateHolderCode">持证主体代码.</param>
/// <param name="UseFor">用途: what it is read for, 1 to 200 characters.</param>
/// <param name="OrgName">Who asks: name of the organisation.</param>
/// <param name="Username">Its operator.</param>
/// <param name="ItemName">事项名称.</param>
/// <param name="ItemCode">事项编码.</param>
/// <param name="BusinessCode">业务流水号.</param>
/// <param name="CertificateHolderTypeCode">持证主体代码类型代码, three digits; left out: every type that the code can be of.</param>
/// <param name="CertificateNumber">证照编号; left out: any, the newest in force first.</param>
/// <param name="SessionId">The key of the caller's system, where it is not sent as <c>Authorization: Bearer</c>.</param>
/// <param name="ContentType">Left out, or <c>base64</c>.</param>
public sealed record ExchangeByHolderRequest(
    [property: JsonPropertyName("CertificateType")] string CertificateType,
    [property: JsonPropertyName("CertificateHolderCode")] string CertificateHolderCode,
    [property: JsonPropertyName("UseFor")] string UseFor,
    string OrgName,
    string Username,
    string ItemName,
    string ItemCode,
    string BusinessCode,
    [property: JsonPropertyName("CertificateHolderTypeCode")] string? CertificateHolderTypeCode = null,
    [property: JsonPropertyName("CertificateNumber")] string? CertificateNumber = null,
    string? SessionId = null,
    string? ContentType = null);

/// <summary>How a sharing service (GB/T 36906) answers, always with HTTP 200.</summary>
/// <param name="Status">
/// 0 done; 2 no such service; 10 nothing found; 11 no valid key; 12 an element is missing or the request unreadable; 100 not entitled; 102 wrong
/// contentType; 103 wrong holder code type; 113 wrong licence type.
/// </param>
/// <param name="Message">The same as a sentence, in the language that the client prefers; Chinese where it does not say.</param>
public sealed record ExchangeHead(int Status, string Message);

/// <summary>A licence's face data.</summary>
/// <param name="Head">Status.</param>
/// <param name="Data">
/// National short names and values (<c>ZZMC</c>, <c>ZZBS</c> … <c>KZ_…</c>), dates <c>yyyy-MM-dd</c>; <c>ZZZT</c> is the status, <c>ZZZTDM</c> the code that the
/// type's ministry gives it. Empty unless status is 0.
/// </param>
public sealed record ExchangeDataResponse(ExchangeHead Head, IReadOnlyDictionary<string, string> Data);

/// <summary>A licence's file.</summary>
/// <param name="Head">Status.</param>
/// <param name="Data">The file; an empty object unless status is 0.</param>
public sealed record ExchangeFileResponse(ExchangeHead Head, ExchangeFileContract Data);

/// <summary>A file inside JSON.</summary>
/// <param name="CertIdentifier">证照标识.</param>
/// <param name="ContentType"><c>base64</c>.</param>
/// <param name="FileType"><c>pdf</c>.</param>
/// <param name="Content">The signed PDF, base64.</param>
public sealed record ExchangeFileContract(string CertIdentifier, string ContentType, string FileType, string Content);

/// <summary>Any answer of a sharing service, as it is written.</summary>
/// <param name="Head">Status.</param>
/// <param name="Data">What was asked for; an empty object unless status is 0.</param>
internal sealed record ExchangeAnswer(ExchangeHead Head, object Data);
