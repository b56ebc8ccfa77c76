using System.Text;
using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Documents.Ofd;

/// <summary>The characters a document draws from one font, and that font's file: a program finds its glyphs by the characters themselves.</summary>
/// <param name="font">The font.</param>
/// <param name="id">Its number in the document.</param>
internal sealed class OfdFont(TrueTypeFont font, int id)
{
    private readonly SortedSet<int> _characters = [];

    public int Id => id;

    /// <summary>PostScript name, which tells weights apart.</summary>
    public string Name => font.Name;

    /// <summary>Name of its file in the folder of resources.</summary>
    public string FileName => FormattableString.Invariant($"font_{id}.ttf");

    /// <summary>Notes that a character is drawn.</summary>
    public void Use(Rune character) => _characters.Add(character.Value);

    /// <summary>The font with just these characters.</summary>
    public byte[] ToFile() => FontSubset.Make(
        font,
        [0, .. _characters.Select(character => font.Glyph(new Rune(character)))],
        [
            new("cmap", CharacterMapWriter.Write([.. _characters])),
            new("name", FontNaming.Write(font.Name)),
            new("post", FontNaming.PostScript()),
            new("OS/2", font.Table("OS/2").ToArray()),
        ]);
}
