namespace Ledger.Api.Documents.Design;

/// <summary>Everything a person sees on a licence.</summary>
internal sealed record LicencePicture
{
    /// <summary>Name of the licence, such as 营业执照.</summary>
    public required string Title { get; init; }

    /// <summary>Below the title, such as （副本）; may be empty.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>The national identifier (GB/T 36904).</summary>
    public required string Identifier { get; init; }

    /// <summary>What the printed number is called.</summary>
    public string NumberLabel { get; init; } = "证照编号";

    /// <summary>The printed number.</summary>
    public required string Number { get; init; }

    /// <summary>The face fields in printed order.</summary>
    public required IReadOnlyList<LicenceField> Fields { get; init; }

    /// <summary>What the issuer is called: 发证机关, 登记机关.</summary>
    public string IssuerLabel { get; init; } = "发证机关";

    /// <summary>The issuing authority's name.</summary>
    public required string Issuer { get; init; }

    /// <summary>Date of issue as printed.</summary>
    public required string IssueDate { get; init; }

    /// <summary>How long it is valid, as printed; null where a face field already says it.</summary>
    public string? Validity { get; init; }

    /// <summary>The name around the seal.</summary>
    public required string SealName { get; init; }

    /// <summary>The line across the seal.</summary>
    public string SealPurpose { get; init; } = "电子证照专用章";

    /// <summary>What the QR code says, at most 1,200 bytes of UTF-8.</summary>
    public required string QrText { get; init; }

    /// <summary>The second factor that a query by number asks for.</summary>
    public required string CheckCode { get; init; }

    /// <summary>How to check the licence, in one or two sentences.</summary>
    public required string VerificationHint { get; init; }

    /// <summary>Across every page when set, such as 样本 or 已注销.</summary>
    public string? Watermark { get; init; }
}
