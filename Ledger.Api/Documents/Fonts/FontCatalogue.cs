namespace Ledger.Api.Documents.Fonts;

/// <summary>Finds the fonts of the documents on this machine. Each file is read once, when first needed.</summary>
internal sealed class FontCatalogue
{
    private readonly List<string> _folders;

    /// <param name="folders">Where to look, in order: folders that hold the font files, a <c>node_modules</c>, or <c>/usr/share/fonts</c>.</param>
    public FontCatalogue(IEnumerable<string> folders)
    {
        _folders = [.. folders];
        Lazy<TrueTypeFont> serif = Npm("noto-serif-sc", "400Regular", "NotoSerifSC_400Regular.ttf");
        Lazy<TrueTypeFont> serifBold = Npm("noto-serif-sc", "700Bold", "NotoSerifSC_700Bold.ttf");
        Lazy<TrueTypeFont> sans = Npm("noto-sans-sc", "400Regular", "NotoSansSC_400Regular.ttf");
        Lazy<TrueTypeFont> kai = new(() => Load(
            "truetype/lxgw-wenkai", "LXGWWenKai-Regular.ttf", "apt-get install fonts-lxgw-wenkai"));
        Serif = new(serif, sans, kai);
        SerifBold = new(serifBold, sans, kai);
        Sans = new(sans, serif, kai);
        Kai = new(kai, serif, sans);
        Print = FontChain.WithLatin(sans, Serif);
    }

    /// <summary>Noto Serif SC: values.</summary>
    public FontChain Serif { get; }

    /// <summary>Noto Serif SC bold: titles, labels and seals.</summary>
    public FontChain SerifBold { get; }

    /// <summary>Noto Sans SC: numbers and small print.</summary>
    public FontChain Sans { get; }

    /// <summary>
    /// Small print: letters and digits of Noto Sans SC, ideographs of <see cref="Serif"/>, whose glyphs the values need anyway: every
    /// ideograph of another font makes a file a quarter of a kilobyte longer.
    /// </summary>
    public FontChain Print { get; }

    /// <summary>LXGW WenKai: handwriting-like.</summary>
    public FontChain Kai { get; }

    /// <summary>Looks in the given folders, then in each <c>node_modules</c> above the program or the working folder, then where Debian puts fonts.</summary>
    public static FontCatalogue Discover(params IEnumerable<string> configured) => new(
    [
        .. configured,
        .. NodeModulesAbove(AppContext.BaseDirectory),
        .. NodeModulesAbove(Environment.CurrentDirectory),
        "/usr/share/fonts",
    ]);

    private static IEnumerable<string> NodeModulesAbove(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, "node_modules");
        }
    }

    private Lazy<TrueTypeFont> Npm(string package, string weight, string file) => new(() => Load(
        $"@expo-google-fonts/{package}/{weight}", file, $"npm ci (package @expo-google-fonts/{package})"));

    private TrueTypeFont Load(string subfolder, string file, string remedy)
    {
        IEnumerable<string> places = _folders.SelectMany(
            folder => new[] { Path.Combine(folder, file), Path.Combine(folder, subfolder, file) });
        string? path = places.FirstOrDefault(File.Exists);
        return path is not null
            ? new TrueTypeFont(File.ReadAllBytes(path))
            : throw new FileNotFoundException(
                $"The font {file} is not installed. Install it with: {remedy}. Looked in: {string.Join(", ", _folders)}.", file);
    }
}
