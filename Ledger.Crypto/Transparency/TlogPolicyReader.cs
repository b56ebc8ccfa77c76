using System.Globalization;
using System.Text;

namespace Ledger.Crypto.Transparency;

/// <summary>Reads policy files line by line (c2sp.org/tlog-policy, "Policy file syntax and structure").</summary>
internal sealed class TlogPolicyReader
{
    private const int MaxLength = 256 * 1024;
    private const int MaxOfEachKind = 256;
    private const string Log = "log";
    private const string Witness = "witness";
    private const string Group = "group";
    private const string QuorumWord = "quorum";

    private readonly TlogPolicyNames _names = new();
    private readonly List<TlogPolicyLog> _logs = [];
    private readonly List<TlogPolicyWitness> _witnesses = [];
    private readonly List<TlogPolicyGroup> _groups = [];
    private string? _quorum;

    public static TlogPolicy Read(ReadOnlySpan<byte> file)
    {
        TlogPolicyReader reader = new();
        string text = Text(file);
        string[] lines = text.Split('\n')[..^1];
        for (int i = 0; i < lines.Length; i++)
        {
            try
            {
                reader.Take(lines[i]);
            }
            catch (FormatException e)
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Policy line {i + 1}: {e.Message}"), e);
            }
        }

        return new TlogPolicy(
            reader._logs,
            reader._witnesses,
            reader._groups,
            reader._quorum ?? throw new FormatException("A policy has a quorum line."))
        {
            Text = text,
        };
    }

    private static string Text(ReadOnlySpan<byte> file)
    {
        bool hasOtherControls = file.ContainsAnyInRange((byte)0, (byte)8)
            || file.ContainsAnyInRange((byte)11, (byte)31)
            || file.Contains((byte)0x7f);
        if (file.Length > MaxLength || !file.EndsWith("\n"u8) || hasOtherControls)
        {
            throw new FormatException($"A policy is whole lines without control characters, at most {MaxLength} bytes.");
        }

        try
        {
            return NoteText.Utf8.GetString(file);
        }
        catch (DecoderFallbackException)
        {
            throw new FormatException("A policy is not UTF-8.");
        }
    }

    private void Take(string line)
    {
        // Only these two are white space here; others may be part of a name.
        string[] words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case []:
            case [['#', ..], ..]:
                break;
            case [Log, string vkey, .. { Length: <= 1 } rest]:
                Keep(_logs, new TlogPolicyLog(NoteVerifier.Parse(vkey), Address(rest)), _names.Add);
                break;
            case [Witness, string name, string vkey, .. { Length: <= 1 } rest]:
                Keep(_witnesses, new TlogPolicyWitness(name, NoteVerifier.Parse(vkey), Address(rest)), _names.Add);
                break;
            case [Group, string name, string threshold, .. { Length: >= 1 } members]:
                Keep(_groups, new TlogPolicyGroup(name, Threshold(threshold, members.Length), members), _names.Add);
                break;
            case [QuorumWord, string name] when _quorum is null:
                _names.RequireQuorum(name);
                _quorum = name;
                break;
            case [QuorumWord, _]:
                throw new FormatException("A policy has one quorum line.");
            default:
                throw new FormatException("This is not a log, witness, group or quorum line.");
        }
    }

    private static void Keep<T>(List<T> list, T part, Action<T> check)
    {
        check(part);
        list.Add(part);
        if (list.Count > MaxOfEachKind)
        {
            throw new FormatException($"A policy has at most {MaxOfEachKind} of these.");
        }
    }

    private static int Threshold(string text, int members) => text switch
    {
        "any" => 1,
        "all" => members,
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number.ToString(CultureInfo.InvariantCulture) == text => number,
        _ => throw new FormatException("A threshold is any, all or a decimal number."),
    };

    private static Uri? Address(string[] rest) => rest switch
    {
        [] => null,
        [string text] when Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) => address,
        _ => throw new FormatException("An address is a whole http or https address."),
    };
}
