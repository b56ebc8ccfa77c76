using System.Globalization;

namespace Ledger.Crypto.Encoding;

/// <summary>
/// Where a reader or writer is within a JSON text; becomes a JSON pointer only when something is refused.
/// </summary>
internal sealed class JsonPath
{
    private readonly Stack<(string? Name, int Index)> _steps = new();

    /// <summary>Arrays and objects around this place.</summary>
    public int Depth => _steps.Count;

    public void Enter(string name) => _steps.Push((name, 0));

    public void Enter(int index) => _steps.Push((null, index));

    public void Leave() => _steps.Pop();

    public override string ToString() => _steps.Reverse().Aggregate(
        "", (path, step) => step.Name is null ? Append(path, step.Index) : Append(path, step.Name));

    /// <summary>RFC 6901 §3: <c>~</c> and <c>/</c> in names are written <c>~0</c> and <c>~1</c>.</summary>
    public static string Append(string path, string name) =>
        $"{path}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    public static string Append(string path, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{path}/{index}");
}
