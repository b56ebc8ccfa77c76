using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Documents.Design;

/// <summary>Everything a person sees on a licence.</summary>
internal sealed record LicencePicture
{
    /// <summary>How it is laid out.</summary>
    public LicenceTemplate Template { get; init; } = new(PageOrientation.Landscape);

    /// <summary>Whether English stands beside the Chinese of labels.</summary>
    public bool Bilingual { get; init; }

    /// <summary>Name of the licence, such as 营业执照.</summary>
    public required string Title { get; init; }

    /// <summary>The name in English; empty for none.</summary>
    public string TitleEnglish { get; init; } = "";

    /// <summary>Below the title, such as （副本）; may be empty.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>The national identifier (GB/T 36904).</summary>
    public required string Identifier { get; init; }

    /// <summary>What the printed number is called.</summary>
    public TemplateText NumberLabel { get; init; } = new("证照编号", "Number");

    /// <summary>The printed number.</summary>
    public required string Number { get; init; }

    /// <summary>The face fields in printed order.</summary>
    public required IReadOnlyList<LicenceField> Fields { get; init; }

    /// <summary>What is printed as tables, behind the fields.</summary>
    public IReadOnlyList<PictureTable> Tables { get; init; } = [];

    /// <summary>The photograph of the holder, or null.</summary>
    public JpegPhoto? Photo { get; init; }

    /// <summary>What the issuer is called: 发证机关, 登记机关.</summary>
    public TemplateText IssuerLabel { get; init; } = Furniture.Issuer;

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

    /// <summary>What the signature page says; no such page where it is empty.</summary>
    public IReadOnlyList<PictureSection> Signatures { get; init; } = [];

    /// <summary>Across every page when set, such as 样本 or 已注销.</summary>
    public string? Watermark { get; init; }

    /// <summary>What makes it a copy for one use; null for the licence itself.</summary>
    public CopyMark? Copy { get; init; }
}
