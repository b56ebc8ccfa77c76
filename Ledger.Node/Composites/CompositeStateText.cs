namespace Ledger.Node.Composites;

/// <summary>The texts of <see cref="CompositeState"/>.</summary>
internal static class CompositeStateText
{
    /// <summary>The code in interfaces; never changes once released.</summary>
    public static string Code(this CompositeState state) => state switch
    {
        CompositeState.Valid => "valid",
        CompositeState.PartlyValid => "partly-valid",
        CompositeState.NotValid => "not-valid",
        CompositeState.CannotTell => "cannot-tell",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>The word of the field.</summary>
    public static string Chinese(this CompositeState state) => state switch
    {
        CompositeState.Valid => "有效",
        CompositeState.PartlyValid => "部分有效",
        CompositeState.NotValid => "无效",
        CompositeState.CannotTell => "无法判断",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
