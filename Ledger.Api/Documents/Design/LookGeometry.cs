using Ledger.Api.Documents.Drawing;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Documents.Design;

/// <summary>Where on a sheet of A4 everything of a look has its place (ISO 216; points).</summary>
internal sealed record LookGeometry
{
    private const double Short = 595.28;
    private const double Long = 841.89;

    public required double Width { get; init; }

    public required double Height { get; init; }

    /// <summary>Middle of the name's baseline, the width it may take and its greatest size.</summary>
    public required Point Title { get; init; }

    public required double TitleWidth { get; init; }

    public required double TitleSize { get; init; }

    /// <summary>Middle of the ornament.</summary>
    public required Point Ornament { get; init; }

    public required double OrnamentRadius { get; init; }

    /// <summary>Whether the number stands as a block of its own; otherwise it is a line around the middle.</summary>
    public bool NumberIsBlock { get; init; }

    /// <summary>The number's lines: from left to right, first baseline at the top.</summary>
    public required Area Number { get; init; }

    /// <summary>The statement's lines; it may reach down into what follows, which then begins lower.</summary>
    public required Area Statement { get; init; }

    /// <summary>Fields on the first page.</summary>
    public required Area Body { get; init; }

    /// <summary>Fields apart from the others: left page of a booklet, picture of a card.</summary>
    public Area? Aside { get; init; }

    /// <summary>Fields on further pages.</summary>
    public required Area Continued { get; init; }

    /// <summary>The photograph, where there is one; what it lies in keeps clear of it.</summary>
    public required Area Photo { get; init; }

    public required Area Qr { get; init; }

    /// <summary>Check code, hint and identifier.</summary>
    public required Area Verification { get; init; }

    /// <summary>Middle of the issuer's name, and the width it may take.</summary>
    public required Point Issuer { get; init; }

    public required double IssuerWidth { get; init; }

    /// <summary>The picture of a card.</summary>
    public Area? Card { get; init; }

    /// <summary>Sizes of the fields, from what is best to what can just be read.</summary>
    public required IReadOnlyList<double> Sizes { get; init; }

    /// <summary>An upright page without a look of its own.</summary>
    public static LookGeometry OfPlainPage { get; } = Portrait(hasOrnament: false);

    /// <summary>The geometry of a template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="hasOrnament">Whether the ornament is drawn: without it the name stands higher.</param>
    public static LookGeometry Of(LicenceTemplate template, bool hasOrnament) => template switch
    {
        { Look: LicenceLook.Booklet } => Booklet(hasOrnament),
        { Look: LicenceLook.Card } => OfCard(),
        { Orientation: PageOrientation.Landscape } => Landscape(hasOrnament),
        _ => Portrait(hasOrnament),
    };

    private static LookGeometry Landscape(bool hasOrnament) => new()
    {
        Width = Long,
        Height = Short,
        Ornament = new(Long / 2, 84),
        OrnamentRadius = 27,
        Title = new(Long / 2, hasOrnament ? 150 : 128),
        TitleWidth = 330,
        TitleSize = hasOrnament ? 38 : 42,
        NumberIsBlock = true,
        Number = new(76, 84, 241, 190),
        Statement = new(76, 200, Long - 76, 232),
        Body = new(76, 202, Long - 76, 418),
        Continued = new(76, 128, Long - 76, 510),
        Photo = new(Long - 76 - 88, 206, Long - 76, 329),
        Qr = new(Long - 76 - 108, 58, Long - 76, 166),
        Verification = new(76, 452, 486, 540),
        Issuer = new(628, 476),
        IssuerWidth = 240,
        Sizes = [18, 16, 14, 13, 12, 11, 10],
    };

    private static LookGeometry Portrait(bool hasOrnament) => new()
    {
        Width = Short,
        Height = Long,
        Ornament = new(Short / 2, 92),
        OrnamentRadius = 27,
        Title = new(Short / 2, hasOrnament ? 160 : 122),
        TitleWidth = 420,
        TitleSize = 34,
        Number = new(70, hasOrnament ? 212 : 178, Short - 70, 0),
        Statement = new(70, hasOrnament ? 236 : 202, Short - 70, 0),
        Body = new(70, hasOrnament ? 228 : 196, Short - 70, 590),
        Continued = new(70, 124, Short - 70, 764),
        Photo = new(Short - 70 - 92, 240, Short - 70, 369),
        Qr = new(70, 606, 170, 706),
        Verification = new(70, 738, Short - 70, 790),
        Issuer = new(392, 664),
        IssuerWidth = 250,
        Sizes = [15, 14, 13, 12, 11, 10],
    };

    private static LookGeometry Booklet(bool hasOrnament) => new()
    {
        Width = Long,
        Height = Short,
        Ornament = new(224, 98),
        OrnamentRadius = 32,
        Title = new(224, hasOrnament ? 172 : 140),
        TitleWidth = 316,
        TitleSize = 36,
        Number = new(450, 82, 786, 0),
        Statement = new(62, hasOrnament ? 224 : 190, 386, 0),
        Aside = new(62, hasOrnament ? 222 : 188, 386, 408),
        Body = new(450, 98, 786, 440),
        Continued = new(76, 128, Long - 76, 510),
        Photo = new(294, 232, 386, 361),
        Qr = new(450, 452, 532, 534),
        Verification = new(548, 462, 786, 540),
        Issuer = new(238, 466),
        IssuerWidth = 230,
        Sizes = [13, 12, 11, 10, 9.5, 9],
    };

    private static LookGeometry OfCard()
    {
        LookGeometry portrait = Portrait(hasOrnament: false);
        Area card = new(87.64, 84, Short - 87.64, 349);
        return portrait with
        {
            Card = card,
            Ornament = new(card.Left + 40, card.Top + 36),
            OrnamentRadius = 20,
            Title = new(card.Middle, card.Top + 44),
            TitleWidth = 260,
            TitleSize = 24,
            Number = new(card.Left + 30, card.Bottom - 16, card.Right - 30, 0),
            Aside = new(card.Left + 30, card.Top + 72, card.Right - 30, card.Bottom - 34),
            Photo = new(card.Right - 30 - 88, card.Top + 78, card.Right - 30, card.Top + 201),
            Statement = new(70, 384, Short - 70, 0),
            Body = new(70, 380, Short - 70, 590),
            Sizes = [14, 13, 12, 11, 10],
        };
    }
}
