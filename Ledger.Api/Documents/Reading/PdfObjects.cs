namespace Ledger.Api.Documents.Reading;

/// <summary>The objects of one file by number, and typed ways through them.</summary>
internal sealed class PdfObjects(IReadOnlyDictionary<int, object> objects)
{
    /// <summary>The object behind a reference; a direct value itself.</summary>
    /// <exception cref="PdfRejectedException">There is no such object.</exception>
    public object Resolve(object value) => value is not PdfReference reference ? value
        : objects.TryGetValue(reference.Number, out object? target) && target is not PdfReference ? target
        : throw new PdfRejectedException(PdfRejection.Malformed, $"Object {reference.Number} is missing.");

    /// <summary>An entry of a dictionary, resolved; null when absent.</summary>
    /// <exception cref="PdfRejectedException">It has another type.</exception>
    public T? Optional<T>(PdfDictionary dictionary, string key)
        where T : class
    {
        if (!dictionary.Entries.TryGetValue(key, out object? value))
        {
            return null;
        }

        return Resolve(value) as T
            ?? throw new PdfRejectedException(PdfRejection.Malformed, $"The entry /{key} has a wrong type.");
    }

    /// <summary>An entry of a dictionary, resolved.</summary>
    /// <exception cref="PdfRejectedException">It is absent or has another type.</exception>
    public T Get<T>(PdfDictionary dictionary, string key)
        where T : class =>
        Optional<T>(dictionary, key)
        ?? throw new PdfRejectedException(PdfRejection.Malformed, $"The entry /{key} is missing.");

    /// <summary>How many objects are dictionaries of a type.</summary>
    public int Count(string type) => objects.Values.Count(value => value is PdfDictionary dictionary
        && dictionary.Entries.TryGetValue("Type", out object? name) && name is PdfName { Value: string text } && text == type);

    /// <summary>The streams of a subtype, in the order of their numbers.</summary>
    public IEnumerable<PdfStream> Streams(string subtype) => objects
        .Where(pair => pair.Value is PdfStream stream
            && stream.Dictionary.Entries.TryGetValue("Subtype", out object? name) && name is PdfName { Value: string text } && text == subtype)
        .OrderBy(pair => pair.Key).Select(pair => (PdfStream)pair.Value);

    /// <summary>Refuses a file with objects that nothing leads to: a place to hide other content in.</summary>
    /// <exception cref="PdfRejectedException">There is one.</exception>
    public void RequireAllReachable(PdfDictionary trailer)
    {
        HashSet<int> reached = [];
        Stack<object> open = new([trailer]);
        while (open.TryPop(out object? value))
        {
            switch (value)
            {
                case PdfReference reference when reached.Add(reference.Number):
                    open.Push(Resolve(reference));
                    break;
                case PdfStream stream:
                    open.Push(stream.Dictionary);
                    break;
                case PdfDictionary dictionary:
                    PushAll(open, dictionary.Entries.Values);
                    break;
                case List<object> items:
                    PushAll(open, items);
                    break;
                default:
                    break;
            }
        }

        if (reached.Count != objects.Count)
        {
            throw new PdfRejectedException(PdfRejection.Malformed, "The file has objects that nothing refers to.");
        }
    }

    private static void PushAll(Stack<object> open, IEnumerable<object> values)
    {
        foreach (object value in values)
        {
            open.Push(value);
        }
    }
}
