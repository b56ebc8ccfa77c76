
namespace Ledger.Crypto.Tests;

/// <summary>Test data as OpenSSL writes it: blocks of <c>Name = value</c> lines, parted by blank lines; <c>#</c> begins a comment.</summary>
internal static class VectorFile
{
    /// <summary>The blocks of a file in this project's <c>Vectors</c> folder.</summary>
    public static List<Dictionary<string, string>> ReadOwn(string name) =>
        Read(Path.Combine(Repository.Root, "tests", "Ledger.Crypto.Tests", "Vectors", name));

    /// <summary>The blocks of any such file.</summary>
    public static List<Dictionary<string, string>> Read(string path)
    {
        List<Dictionary<string, string>> blocks = [];
        Dictionary<string, string> block = [];
        foreach (string line in File.ReadLines(path).Append(""))
        {
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (line.Length == 0 && block.Count > 0)
            {
                blocks.Add(block);
                block = [];
            }
            else if (equals > 0 && line[0] != '#')
            {
                block.TryAdd(line[..equals].Trim(), line[(equals + 1)..].Trim());
            }
        }

        return blocks;
    }

    /// <summary>A value in hexadecimal, or in quotes as text.</summary>
    public static byte[] Bytes(this Dictionary<string, string> block, string name) =>
        block[name].StartsWith('"') ? System.Text.Encoding.ASCII.GetBytes(block[name].Trim('"')) : Convert.FromHexString(block[name]);
}
