using System.Text.Json.Serialization;

namespace Ledger.Api.Exchange;

/// <summary>A page of an authority's licence directory (证照目录, GB/T 36902).</summary>
/// <param name="Licences">The entries, by their last days; long-term ones last.</param>
/// <param name="Cursor">Goes on behind this page; null where nothing follows.</param>
public sealed record DirectoryResponse(IReadOnlyList<DirectoryEntryContract> Licences, string? Cursor);

/// <summary>One licence in the directory, named as in the national style. What is null is unknown: the content was erased, or there is none.</summary>
/// <param name="Identifier">证照标识.</param>
/// <param name="Name">证照名称.</param>
/// <param name="TypeName">证照类型名称.</param>
/// <param name="TypeCode">证照类型代码.</param>
/// <param name="Number">证照编号.</param>
/// <param name="Version">证照版本号, three digits.</param>
/// <param name="IssuerName">证照颁发机构.</param>
/// <param name="IssuerCode">证照颁发机构代码.</param>
/// <param name="IssuedOn">证照颁发日期, <c>yyyy-MM-dd</c>.</param>
/// <param name="DefinedByName">证照定义机构.</param>
/// <param name="DefinedByCode">证照定义机构代码.</param>
/// <param name="Holders">持证主体, in printed order.</param>
/// <param name="ValidFrom">有效期起始日期, <c>yyyy-MM-dd</c>.</param>
/// <param name="ValidTo">有效期截止日期, <c>yyyy-MM-dd</c> or 长期.</param>
/// <param name="Area">所属管辖属地编码: division code of the node's province.</param>
/// <param name="Extensions">扩展业务信息: the fields that only its type has.</param>
/// <param name="FileUrl">证照文件: path of the PDF on this node; needs the key.</param>
/// <param name="CreatedAt">Time of issuing, a Beijing clock.</param>
/// <param name="UpdatedAt">Time of the last event, a Beijing clock.</param>
/// <param name="Status">Our word for the state.</param>
/// <param name="StatusCode">The code that the type's ministry has for it.</param>
/// <param name="Previous">关联证照标识: the licence that it continues.</param>
public sealed record DirectoryEntryContract(
    [property: JsonPropertyName("certificate_identifier")] string Identifier,
    [property: JsonPropertyName("certificate_name")] string? Name,
    [property: JsonPropertyName("certificate_type_name")] string? TypeName,
    [property: JsonPropertyName("certificate_type_name_code")] string TypeCode,
    [property: JsonPropertyName("certificate_number")] string? Number,
    [property: JsonPropertyName("certificate_version")] string Version,
    [property: JsonPropertyName("certificate_issuing_authority_name")] string? IssuerName,
    [property: JsonPropertyName("certificate_issuing_authority_code")] string IssuerCode,
    [property: JsonPropertyName("certificate_issuing_authority_date")] string IssuedOn,
    [property: JsonPropertyName("certificate_define_authority_name")] string? DefinedByName,
    [property: JsonPropertyName("certificate_define_authority_code")] string? DefinedByCode,
    [property: JsonPropertyName("certificate_holders")] IReadOnlyList<DirectoryHolderContract> Holders,
    [property: JsonPropertyName("certificate_validate_start")] string ValidFrom,
    [property: JsonPropertyName("certificate_validate_end")] string ValidTo,
    [property: JsonPropertyName("certificate_area_code")] string Area,
    [property: JsonPropertyName("extend_info")] IReadOnlyDictionary<string, string> Extensions,
    [property: JsonPropertyName("file_url")] string FileUrl,
    [property: JsonPropertyName("create_time")] string CreatedAt,
    [property: JsonPropertyName("update_time")] string UpdatedAt,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("status_code")] string? StatusCode,
    [property: JsonPropertyName("related_certificate_identifier")] string? Previous);

/// <summary>A holder in the directory.</summary>
/// <param name="Name">持证主体.</param>
/// <param name="Code">持证主体代码.</param>
/// <param name="TypeName">持证主体代码类型.</param>
/// <param name="TypeCode">持证主体代码类型代码, three digits.</param>
public sealed record DirectoryHolderContract(
    [property: JsonPropertyName("certificate_holder_name")] string Name,
    [property: JsonPropertyName("certificate_holder_code")] string Code,
    [property: JsonPropertyName("certificate_holder_type_name")] string? TypeName,
    [property: JsonPropertyName("certificate_holder_type")] string TypeCode);
