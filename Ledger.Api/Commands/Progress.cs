namespace Ledger.Api.Commands;

/// <summary>Progress on standard error: one line that is written over on a terminal, plain lines for results elsewhere.</summary>
internal sealed class Progress
{
    private readonly Lock _gate = new();
    private readonly bool _terminal = !Console.IsErrorRedirected;
    private int _width;

    /// <summary>Says how far it is. Lines that begin with a mark stay; others are written over.</summary>
    public void Say(string line)
    {
        bool stays = line.StartsWith('✔') || line.StartsWith('✘');
        lock (_gate)
        {
            if (_terminal)
            {
                Console.Error.Write('\r' + line.PadRight(_width) + (stays ? "\n" : ""));
                _width = stays ? 0 : line.Length;
            }
            else if (stays)
            {
                Console.Error.WriteLine(line);
            }
        }
    }

    /// <summary>Leaves the line that is written over.</summary>
    public void End()
    {
        if (_terminal && _width > 0)
        {
            Console.Error.WriteLine();
        }
    }
}
